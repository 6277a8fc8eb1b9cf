// The worker comes when everything of the page is there: reading never waits for it. Where there is none, nothing is missing but what
// it does with a form that is not sent. There a form goes out only once the network answers: in the place of what was typed a browser
// would put a page of its own.
const worker = navigator.serviceWorker;
/** Longer nobody waits for the network to answer, milliseconds. */
const LONGEST_WAIT = 8000;
/** The button that was pressed last. Engines of five years ago do not say with a form which one sent it. */
let pressed;
/** What waits for the network: the last press, and none of a page that was left. */
let waiting;
/** The form that goes out, since the network answered. */
let sure;
/** What is said when nothing was sent, in a place that may be moved; not there where nothing can be lost. What renews a part of the page
 *  may have taken it along. */
let unsent;
/** Where it is said. */
let place;

if (worker) {
  const register = () => worker.register('/sw.js').catch(() => {});
  if (document.readyState === 'complete') register();
  else addEventListener('load', register);
}

/** Whether a file of ours can be asked about. */
async function isThere(asking) {
  setTimeout(() => asking.abort(), LONGEST_WAIT);
  try {
    await fetch('/network.js', { method: 'HEAD', cache: 'no-store', signal: asking.signal });
    return true;
  } catch {
    return false;
  }
}

/** Makes room to say it: where the page says how saving goes, at the action, which is in sight, else above the form. Empty until then, so
 *  that it is heard. */
function makeRoom(form) {
  const row = document.querySelector('.action__row');
  place = document.getElementById('saved') || unsent;
  hush();
  if (place !== unsent) return;
  if (row) row.before(unsent);
  // In the bar at the top there is no room.
  else if (form.closest('header')) document.getElementById('main').prepend(unsent);
  else form.before(unsent);
}

function hush() {
  if (place) place.textContent = '';
}

addEventListener('click', ({ target }) => (pressed = target.closest('button')), true);
addEventListener('pagehide', () => (waiting = undefined));
addEventListener('online', hush);

addEventListener('submit', async (event) => {
  const form = event.target;
  const button = event.submitter || pressed;
  if (form === sure || event.defaultPrevented || form.method !== 'post' || (worker && worker.controller)) return;
  unsent = unsent || document.getElementById('unsent');
  // Whatever else sends a form knows what it does.
  if (!unsent || !button || button.form !== form) return;
  event.preventDefault();
  makeRoom(form);
  const asking = new AbortController();
  waiting = asking;
  button.setAttribute('aria-busy', 'true');
  const answered = await isThere(asking);
  button.removeAttribute('aria-busy');
  if (waiting !== asking) return;
  if (answered) {
    sure = form;
    button.click();
    sure = undefined;
  } else {
    place.textContent = unsent.dataset.said;
    place.scrollIntoView({ block: 'nearest' });
  }
});
