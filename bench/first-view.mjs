// Looks at pages in a browser on slow 4G with a CPU four times slower, each time with an empty cache, in turn. Prints for each
// page a list of [first text, largest text (ms after the start), kB over the wire].
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../end2end/package.json', import.meta.url))('@playwright/test');
const [views, ...addresses] = process.argv.slice(2);
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1638.4 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };

const browser = await chromium.launch({
  executablePath: process.env.ZHANGBAN_CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu'],
});

async function look(address) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  await client.send('Network.emulateNetworkConditions', SLOW_4G);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  let bytes = 0;
  client.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
  await page.goto(address, { waitUntil: 'load' });
  const times = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const seen = {};
        const tell = () => seen.first && seen.largest && setTimeout(() => resolve([seen.first, seen.largest]), 300);
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (entry.name === 'first-contentful-paint') seen.first = entry.startTime;
          tell();
        }).observe({ type: 'paint', buffered: true });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.largest = entry.startTime;
          tell();
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
  await context.close();
  return [...times, bytes / 1000];
}

const seen = addresses.map(() => []);
for (const address of addresses) await look(address);
for (let view = 0; view < Number(views); view++)
  for (const [number, address] of addresses.entries()) seen[number].push(await look(address));
await browser.close();
console.log(JSON.stringify(seen));
