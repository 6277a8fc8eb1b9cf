// Tries what this phone can do and writes it into the page, in the page's own words. It sends nothing.
const list = document.getElementById('device');
const words = list.dataset;
const find = (id) => document.getElementById(id);

function say(name, word) {
  const place = list.querySelector(`[data-tried=${name}]`);
  place.textContent = word;
  const { spoken } = place.dataset;
  if (spoken) find('short').append(` · ${spoken} ${word}`);
}

/** Whatever fails does not work. */
async function attempt(name, works) {
  let can = false;
  try {
    can = await works();
  } catch {}
  say(name, can ? words.yes : words.no);
}

function network() {
  if (!navigator.onLine) return words.offline;
  const { effectiveType = '', saveData } = navigator.connection || {};
  return words.online + (effectiveType.endsWith('2g') ? words.weak : '') + (saveData ? words.saves : '');
}

function clock() {
  const minutes = Math.round((Date.now() - words.now) / 60000);
  if (minutes === 0) return words.right;
  return (minutes > 0 ? words.fast : words.slow).replace('{n}', Math.abs(minutes));
}

function stores() {
  localStorage.setItem('probe', '1');
  localStorage.removeItem('probe');
  return true;
}

async function start() {
  find('scripts').remove();
  find('try').hidden = false;
  for (const name of ['pictures', 'camera']) {
    // That there is a picker proves nothing; a picture does.
    say(name, words.below);
    find(name).addEventListener('change', () => {
      say(name, words.yes);
      find('got').textContent = words.got;
    });
  }
  await attempt('wasm', () => WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
  await attempt('passkey', () => PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable());
  await attempt('storage', stores);
  await attempt('worker', () => 'serviceWorker' in navigator);
  say('network', network());
  say('clock', clock());
}

start();
