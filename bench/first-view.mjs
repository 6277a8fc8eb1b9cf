// Looks at pages in a browser on slow 4G with a CPU four times slower, each time with an empty cache, in turn. Prints for each
// page a list of its views: first and largest text, how long it was blocked in all, and when a field said that a wrong ID number
// is wrong (ms after the start), and bytes over the wire.
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../end2end/package.json', import.meta.url))('@playwright/test');
const [views, pages] = process.argv.slice(2).map((argument) => JSON.parse(argument));
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1638.4 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };
/** A page is settled when nothing was under way for so long, in milliseconds. */
const QUIET = 1_000;

const browser = await chromium.launch({
  executablePath: process.env.ZHANGBAN_CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu'],
});

/** In the page, before anything of its own: notes what is seen when, and gives a wrong ID number to the field for one. */
function watch() {
  const seen = { first: null, largest: null, tasks: [], answered: null };
  window.seen = seen;
  const note = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  note('paint', ({ name, startTime }) => name === 'first-contentful-paint' && (seen.first = startTime));
  // What is said to what is typed comes later than the view.
  note('largest-contentful-paint', ({ startTime }) => seen.answered === null && (seen.largest = startTime));
  note('longtask', ({ startTime, duration }) => seen.tasks.push({ from: startTime, to: startTime + duration }));
  document.addEventListener('DOMContentLoaded', () => {
    const field = document.querySelector('input[data-rule="id-number"]');
    // Left again with every frame, since somebody may leave it before the page is awake.
    const leave = () => {
      field.focus({ preventScroll: true });
      field.blur();
      if (field.getAttribute('aria-invalid') === 'true') seen.answered = performance.now();
      else requestAnimationFrame(leave);
    };
    if (field?.value !== '') return;
    field.value = '000000199506140079';
    leave();
  });
}

/** Follows what is under way: the bytes that came, and when nothing did for a while. A stream that stays open is not waited for. */
function traffic(client) {
  const open = new Set();
  let bytes = 0;
  let settle;
  let timer;
  const settled = new Promise((done) => (settle = done));
  const changed = () => {
    clearTimeout(timer);
    if (open.size === 0) timer = setTimeout(() => settle(bytes), QUIET);
  };
  client.on('Network.requestWillBeSent', ({ requestId, type }) => type !== 'EventSource' && open.add(requestId) && changed());
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    open.delete(requestId);
    changed();
  });
  client.on('Network.loadingFailed', ({ requestId }) => open.delete(requestId) && changed());
  return settled;
}

async function look({ address, cookies }) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  const pairs = cookies.split('; ').filter(Boolean).map((pair) => pair.split('='));
  await context.addCookies(pairs.map(([name, value]) => ({ name, value, url: address })));
  const page = await context.newPage();
  await page.addInitScript(watch);
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  // What is typed is not kept: the next view finds the field empty.
  await client.send('Network.setBlockedURLs', { urls: ['*/answer'] });
  await client.send('Network.emulateNetworkConditions', SLOW_4G);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const settled = traffic(client);
  await page.goto(address, { waitUntil: 'load' });
  const bytes = await settled;
  const { first, largest, tasks, answered } = await page.evaluate(() => window.seen);
  await context.close();
  // What a task takes beyond 50 ms, once there is something that could be touched.
  const blocked = tasks.reduce((sum, { from, to }) => sum + Math.max(0, to - Math.max(from, first) - 50), 0);
  return { first, largest, blocked, answered, bytes };
}

const seen = pages.map(() => []);
for (const page of pages) await look(page);
for (let view = 0; view < views; view++)
  for (const [number, page] of pages.entries()) seen[number].push(await look(page));
await browser.close();
console.log(JSON.stringify(seen));
