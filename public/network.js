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
/** Where it is said that nothing was sent; nowhere where nothing can be lost. What renews a part of the page may have taken it along. */
let unsent;

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

/** Makes room to say it: at the action, which is in sight, else above the form. Empty until then, so that it is heard. */
function placeUnsent(form) {
  unsent.textContent = '';
  const main = document.getElementById('main');
  const row = document.querySelector('.action__row');
  if (row) row.before(unsent);
  else if (main.contains(form)) form.before(unsent);
  else main.prepend(unsent);
}

addEventListener('click', ({ target }) => (pressed = target.closest('button')), true);
addEventListener('pagehide', () => (waiting = undefined));

addEventListener('submit', async (event) => {
  const form = event.target;
  const button = event.submitter || pressed;
  if (form === sure || event.defaultPrevented || form.method !== 'post' || (worker && worker.controller)) return;
  unsent = unsent || document.getElementById('unsent');
  // Whatever else sends a form knows what it does.
  if (!unsent || !button || button.form !== form) return;
  event.preventDefault();
  placeUnsent(form);
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
    unsent.textContent = unsent.dataset.said;
    unsent.scrollIntoView({ block: 'nearest' });
  }
});
