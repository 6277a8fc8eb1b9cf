// A link with `data-shell` opens that page of our mini-program once the app's own script is there; until then it leads where it says.
// One with `data-grants` asks there for a grant first, when it is pressed: a grant is soon over. Without one it leads where it says.
let isAsking = false;
// Longer nobody waits for a link, milliseconds.
const PATIENCE = 8000;

async function shellPage({ shell, grants }) {
  if (!grants) return shell;
  try {
    const asking = new AbortController();
    setTimeout(() => asking.abort(), PATIENCE);
    const answer = await fetch(grants, { method: 'POST', signal: asking.signal });
    return answer.ok ? `${shell}&grant=${await answer.text()}` : '';
  } catch {
    return '';
  }
}

addEventListener('click', async (event) => {
  const link = event.target.closest('a[data-shell]');
  const shell = window.my || (window.wx && wx.miniProgram);
  if (!link || !shell) return;
  event.preventDefault();
  if (isAsking) return;
  isAsking = true;
  link.setAttribute('aria-busy', 'true');
  const url = await shellPage(link.dataset);
  link.removeAttribute('aria-busy');
  isAsking = false;
  if (url) shell.navigateTo({ url });
  else location.assign(link.href);
});
