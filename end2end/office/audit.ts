// What every page must hold: readable for everybody, nothing wider than the screen, everything large enough to hit and to read.

import { readFileSync } from 'node:fs';

import { expect, type Page } from '@playwright/test';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** With JavaScript off no timer ever fires, not even in a world of our own: what axe puts off until later runs at once. */
const NO_TIMERS = 'globalThis.setTimeout = (run, wait = 0, ...given) => { if (wait < 1000) queueMicrotask(() => run(...given)); return 0; };';
const RUN = `axe.run(document, ${JSON.stringify({ runOnly: RULES, preload: false, resultTypes: ['violations'] })}).then((found) =>
  found.violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ' at ' + node.target.join(' ') + ': ' + node.any.concat(node.all, node.none).map((check) => check.message).join('; '))))`;

/** No violation of WCAG 2.2 AA, contrast included. Runs beside the page's own scripts, so that it is the same with JavaScript off. */
export async function audit(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  try {
    // At the end of the page the action's bar lies in its own place and covers nothing; anywhere else one can scroll on from under it.
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    const { frameTree } = await browser.send('Page.getFrameTree');
    const { executionContextId } = await browser.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'audit' });
    const say = (expression: string) =>
      browser.send('Runtime.evaluate', { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true });
    await say(NO_TIMERS);
    await say(AXE);
    const { result, exceptionDetails } = await say(RUN);
    expect(exceptionDetails, 'the audit runs').toBeUndefined();
    expect(result.value, `${await page.title()} (${page.url()}) can be read by everybody`).toEqual([]);
  } finally {
    await page.evaluate(() => window.scrollTo(0, 0));
    await browser.detach();
  }
}

/** The page brought no script and no wasm: it is readable at once. */
export async function auditWithoutScript(page: Page): Promise<void> {
  const brought = await page.evaluate(() => {
    const fetched = performance.getEntriesByType('resource').map((entry) => entry.name);
    const scripts = [...document.scripts].map((script) => script.outerHTML);
    return [...scripts, ...fetched.filter((address) => /\.(js|mjs|wasm)(\?|$)/.test(address))];
  });
  expect(brought, `${page.url()} brings no script`).toEqual([]);
}

/** What sticks out to the right of the screen. */
export async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const screen = document.documentElement.clientWidth;
    const scrolls = (element: Element): boolean => {
      const parent = element.parentElement;
      return parent !== null && (['auto', 'scroll', 'hidden'].includes(getComputedStyle(parent).overflowX) || scrolls(parent));
    };
    const wide = [...document.body.querySelectorAll('*')].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > screen + 0.5 && !scrolls(element);
    });
    const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.className} to ${Math.round(element.getBoundingClientRect().right)} of ${screen}`;
    const scrolled = document.documentElement.scrollWidth > screen ? [`the page scrolls to ${document.documentElement.scrollWidth} of ${screen}`] : [];
    return [...scrolled, ...wide.map(name)];
  });
}

/** What is too small to be hit: buttons, fields and links that stand by themselves; a link within a sentence is as tall as its line. */
export async function tooSmallToHit(page: Page, least: { controls: number; links: number }): Promise<string[]> {
  return page.evaluate((least) => {
    const shown = (element: Element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().right > 0;
    const name = (element: Element) => (element.textContent?.trim() || element.getAttribute('aria-label') || element.id).slice(0, 24);
    const small = (selector: string, height: number, width: number) =>
      [...document.querySelectorAll(selector)]
        .filter(shown)
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.height < height - 0.5 || box.width < width - 0.5)
        .map(({ element, box }) => `${element.tagName.toLowerCase()}.${element.className} “${name(element)}” ${Math.round(box.width)}×${Math.round(box.height)}`);
    const controls = 'button, .button, select, textarea, summary, label:has(input[type=radio], input[type=checkbox]), input:not([type=hidden], [type=radio], [type=checkbox])';
    const alone = [...document.querySelectorAll('a:not(.button, .skip)')].filter((link) => getComputedStyle(link).display !== 'inline');
    for (const link of alone) link.setAttribute('data-alone', '');
    const found = [...small(controls, least.controls, least.controls), ...small('a[data-alone]', least.links, 0)];
    for (const link of alone) link.removeAttribute('data-alone');
    return found;
  }, least);
}

/** Text that is set smaller than this, in pixels. */
export async function tooSmallToRead(page: Page, least: number): Promise<string[]> {
  return page.evaluate((least) => {
    const found = new Set<string>();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim();
      if (!element || !text || ['SCRIPT', 'STYLE'].includes(element.tagName)) continue;
      // The seal in the bar is a picture that happens to be drawn with a character.
      if (!element.checkVisibility() || element.closest('[aria-hidden=true]')) continue;
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size < least - 0.01) found.add(`${element.tagName.toLowerCase()}.${element.className} “${text.slice(0, 16)}” ${size}px`);
    }
    return [...found];
  }, least);
}
