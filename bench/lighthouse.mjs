// Has pages judged by Lighthouse on its slow phone, which asks nobody outside. Prints for each page its scores, and what took
// something off them.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const pages = JSON.parse(process.argv[2]);
const JUDGED = ['performance', 'accessibility', 'best-practices'];

/** On a busy machine a second renderer begins to be traced only after it began to load, and Lighthouse sees no start. */
const ONE_RENDERER = [
  '--renderer-process-limit=1',
  '--disable-site-isolation-trials',
  '--disable-features=SpareRendererForSitePerProcess,ProactivelySwapBrowsingInstance',
];

async function judge({ address, cookies }) {
  const chrome = await launch({
    chromePath: process.env.ZHANGBAN_CHROMIUM,
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...ONE_RENDERER],
  });
  try {
    const { lhr } = await lighthouse(address, {
      port: chrome.port,
      logLevel: 'error',
      onlyCategories: JUDGED,
      ...(cookies && { extraHeaders: { Cookie: cookies } }),
    });
    return verdict(address, lhr);
  } finally {
    chrome.kill();
  }
}

function verdict(address, { audits, categories, finalDisplayedUrl, runtimeError }) {
  if (runtimeError || finalDisplayedUrl !== address) throw new Error(`${address} cannot be judged: ${runtimeError?.message ?? finalDisplayedUrl}`);
  const weighed = JUDGED.flatMap((name) => categories[name].auditRefs).filter(({ weight }) => weight > 0);
  const wrong = weighed.map(({ id }) => audits[id]).filter(({ score }) => score !== null && score < 1);
  return {
    performance: categories.performance.score,
    accessibility: categories.accessibility.score,
    practices: categories['best-practices'].score,
    faults: wrong.map(({ title }) => title),
  };
}

const verdicts = [];
for (const page of pages) verdicts.push(await judge(page));
console.log(JSON.stringify(verdicts));
