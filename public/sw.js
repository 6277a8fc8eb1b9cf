// What was read stays readable without network, and what could not be sent can be sent again: docs/decisions/0024-without-network.md.
'use strict';

/** What is said without network: pages of the server's own, with the style sheet they need. */
const WORDS = 'words';
const UNREAD = '/offline';
const UNSENT = '/offline?unsent=1';
/** Files under hashed names, of this release and the one before. */
const FILES = 'files';
const MOST_FILES = 6;
/** Pages that are the same for everyone. */
const PAGES = 'pages';
/** Pages of the one whose browser this is; whose it is, in words that say nothing, follows. */
const MINE = 'mine-';
const MOST_PAGES = 30;
const LONGEST = 7 * 24 * 60 * 60 * 1000;
/** In the address of what is sent again: the page on which it was pressed first. */
const AGAIN = 'again';
/** The office's place is eight hours ahead of UTC, wherever the phone is. */
const PLACE = 8 * 60 * 60 * 1000;
/** Forms after which nobody, or somebody else, sits here. */
const LEAVING = ['sign_out', 'switch_account', 'erase_account'];
/** Pages that may be asked for once more without harm: no look is written down for them, and no search counted. */
const HARMLESS = /^\/(|me|(themes|applications)(\/.*)?)$/;

const pathOf = ({ pathname, search }) => pathname + search;
const isMine = (name) => name.startsWith(MINE);
const isPages = (name) => name === PAGES;
/** How often somebody left: what was on its way then is not kept. */
let departures = 0;
/** What was sent again and heard of. It is forgotten with the worker: who comes back later is asked to look for themselves. */
const heard = new Set();
const swept = sweep();

addEventListener('install', (event) => event.waitUntil(learn().then(() => skipWaiting())));

addEventListener('activate', (event) => {
  const begun = begin();
  event.waitUntil(begun);
  // Nothing waits for this: what is open was read before there was a worker.
  begun.then(keepWhatIsOpen);
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (request.mode === 'navigate' && request.method === 'GET') event.respondWith(read(event, address));
  else if (request.mode === 'navigate' && isOwnForm(request)) event.respondWith(send(event, address));
  else if (request.method === 'GET' && address.pathname.startsWith('/pkg/')) event.respondWith(file(event, address));
});

/** Of forms only those without files from our own pages: the others go their way as if there were no worker. */
function isOwnForm(request) {
  const kind = request.headers.get('content-type') || '';
  return request.method === 'POST' && request.referrer.startsWith(`${location.origin}/`) && kind.startsWith('application/x-www-form-urlencoded');
}

/** Fetches what is to be said without network. */
async function learn() {
  const words = await caches.open(WORDS);
  await words.addAll([UNREAD, UNSENT]);
  const style = /"(\/pkg\/[^"]+\.css)"/.exec(await said(UNREAD));
  if (style) await words.add(style[1]);
}

async function begin() {
  // The page is asked for while the worker wakes up.
  if (registration.navigationPreload) await registration.navigationPreload.enable();
  await clients.claim();
}

async function keepWhatIsOpen() {
  for (const { url } of await clients.matchAll({ type: 'window' })) {
    const address = new URL(url);
    if (!HARMLESS.test(address.pathname)) continue;
    const before = departures;
    await fetch(address).then((answer) => note(address, answer, before)).catch(() => {});
  }
}

/** A page from the network; without network as it was last seen. */
async function read(event, address) {
  const before = departures;
  let answer;
  try {
    answer = (await event.preloadResponse) || (await fetch(event.request));
  } catch {
    return without(address);
  }
  // What was sent again may have ended here: whoever goes back finds what they typed.
  if (answer.status >= 500) heard.clear();
  event.waitUntil(note(address, answer.clone(), before));
  return answer;
}

/** Forgets what is of anybody else or of another county, and keeps the page if its answer says that it may be kept. */
async function note(address, answer, before) {
  const whose = answer.headers.get('x-whose');
  const name = whose ? MINE + whose : PAGES;
  if (whose) await forget((other) => isMine(other) && other !== name);
  // The county that the link of a page for everyone names is that page's alone.
  if (whose || !address.searchParams.has('region')) await settle(answer.headers.get('x-region'));
  if (answer.status !== 200 || answer.redirected || !answer.headers.has('x-keep')) return;
  const html = still(await answer.text());
  const headers = { ...picture(answer), 'x-seen': `${Date.now()}` };
  if (departures === before) await keep(name, pathOf(address), new Response(html, { headers }), MOST_PAGES);
  if (departures !== before) await forget(isMine);
}

/** In another county its guides are read, and its words; those that are kept say which one it was. */
async function settle(region) {
  const words = await wordsOf(UNREAD);
  if (!region || !words || words.headers.get('x-region') === region) return;
  await forget(isPages);
  await learn().catch(() => {});
}

/** A form to the network; without network the same form once more, with everything in it. */
async function send(event, address) {
  const { request } = event;
  const operation = address.pathname.split('/').pop();
  const typed = await request.clone().text();
  const again = address.searchParams.get(AGAIN);
  const page = again || pathOf(new URL(request.referrer));
  const form = `${address.pathname}?${typed}`;
  // Going back sends nothing: what was lost then may be done since.
  if (request.isHistoryNavigation) return heard.has(form) ? goes(page) : unsent(typed, page, true);
  heard.delete(form);
  if (LEAVING.includes(operation)) {
    departures += 1;
    heard.clear();
    await forget(isMine);
  }
  try {
    const answer = await fetch(request);
    // Our forms answer with the way on: whatever else answers, a proxy too, did not take it.
    if (again && answer.type === 'opaqueredirect') heard.add(form);
    // Another county, other guides; another mode, other letters. The next page says which county it is.
    if (operation === 'choose_region' || operation === 'set_mode') await forget(isPages);
    if (operation === 'set_mode') event.waitUntil(learn().catch(() => {}));
    return answer;
  } catch {
    return unsent(typed, page);
  }
}

/** A file that never changes. */
async function file(event, address) {
  const kept = await caches.match(event.request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(keep(FILES, pathOf(address), answer.clone(), MOST_FILES));
  return answer;
}

/** The page as it was last seen; else what there is to read. */
async function without(address) {
  await swept;
  const words = await said(UNREAD);
  const kept = (await everything()).reverse();
  const here = kept.find(({ path }) => path === pathOf(address));
  if (here) {
    const seen = attribute(words, 'data-seen').replace('{time}', time(words, here.seen));
    const notice = `<p class="notice num" role="status">${seen}<a href="">${attribute(words, 'data-again')}</a></p>`;
    return new Response(here.html.replace(/<main\b[^>]*>/, (main) => main + notice), { headers: here.headers });
  }
  const rows = new Map();
  for (const { html, path, seen } of kept) {
    const title = (/<title>([^<]*)/.exec(html) || ['', path])[1].split(' · ')[0];
    const row = `<li><a class="rows__link" href="${escaped(path)}"><span class="rows__name">${title}</span><span class="state num">${time(words, seen)}</span></a></li>`;
    if (!rows.has(title)) rows.set(title, row);
  }
  const list = rows.size > 0 ? `<h2>${attribute(words, 'data-kept')}</h2><ul class="rows">${[...rows.values()].join('')}</ul>` : '';
  return answered(UNREAD, list);
}

/** What was not sent from that page, in a form that sends it again; it stands in this page alone. Who comes back to it can look first. */
async function unsent(typed, page, isBack) {
  const words = await said(UNSENT);
  const field = ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`;
  const fields = [...new URLSearchParams(typed)].map(field).join('');
  const look = isBack ? `<p class="group"><a class="more" href="${escaped(page)}">${attribute(words, 'data-look')}</a></p>` : '';
  const address = `?${AGAIN}=${encodeURIComponent(page)}`;
  return answered(UNSENT, `${look}<form class="group" method="post" action="${address}">${fields}<button class="button button--inline">${attribute(words, 'data-again')}</button></form>`);
}

/** To a page of ours in the place of this one. A redirect would take along that the browser is to read from memory only. */
function goes(page) {
  return new Response(`<meta http-equiv="refresh" content="0;url=${escaped(page)}">`, { headers: { 'content-type': 'text/html' } });
}

/** A page of ours for what did not work, with this in its place. */
async function answered(page, part) {
  const words = await wordsOf(page);
  if (!words) return Response.error();
  const html = still(await words.text()).replace(/<div\b[^>]*\bid="worker"[^>]*>/, (place) => place + part);
  // Who comes back to it comes past here.
  return new Response(html, { status: 503, headers: { ...picture(words), 'cache-control': 'no-store' } });
}

/** The headers of a page that is a picture of then: what its answer allowed holds, also where that was lost on the way, but nothing in it
 *  runs. */
function picture({ headers }) {
  const policy = `script-src 'none', ${headers.get('content-security-policy') || "form-action 'self'; frame-ancestors 'self'"}`;
  return { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
}

/** The page without what would run. */
function still(html) {
  return html.replace(/<script\b[^]*?<\/script>/g, '').replace(/<link\b[^>]*modulepreload[^>]*>/g, '');
}

/** Keeps a page or a file; what was kept the longest gives way. */
async function keep(name, path, response, most) {
  const cache = await caches.open(name);
  // What was seen last stands last.
  await cache.delete(path, { ignoreVary: true });
  await cache.put(path, response);
  const paths = await cache.keys();
  await Promise.all(paths.slice(0, -most).map((old) => cache.delete(old)));
}

async function forget(which) {
  await swept;
  const names = await caches.keys();
  await Promise.all(names.filter(which).map((name) => caches.delete(name)));
}

/** Every page that is kept, the one that was seen last at the end. */
async function everything() {
  const all = [];
  for (const name of (await caches.keys()).filter((name) => isPages(name) || isMine(name))) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const page = await cache.match(request);
      if (!page) continue;
      const { headers } = page;
      all.push({ cache, request, headers, path: pathOf(new URL(request.url)), seen: Number(headers.get('x-seen')), html: await page.text() });
    }
  }
  return all.sort((one, other) => one.seen - other.seen);
}

/** Forgets what is too old to be read. */
async function sweep() {
  for (const { cache, request, seen } of await everything()) {
    if (Date.now() - seen > LONGEST) await cache.delete(request);
  }
}

function wordsOf(page) {
  return caches.match(page, { cacheName: WORDS });
}

async function said(page) {
  const kept = await wordsOf(page);
  return kept ? kept.text() : '';
}

/** What stands in an attribute of the page, as it may stand in another. */
function attribute(html, name) {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(html);
  return found ? found[1] : '';
}

function time(words, at) {
  const there = new Date(at + PLACE);
  const parts = { month: there.getUTCMonth() + 1, day: there.getUTCDate(), clock: there.toISOString().slice(11, 16) };
  return attribute(words, 'data-time').replace(/\{(\w+)\}/g, (_, part) => parts[part]);
}

function escaped(text) {
  const names = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => names[sign]);
}
