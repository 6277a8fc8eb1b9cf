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

/** The page brought no wasm, and no script but the one that stands between it and the network: it is readable at once. */
export async function auditWithoutScript(page: Page): Promise<void> {
  const brought = await page.evaluate(() => {
    const fetched = performance.getEntriesByType('resource').map((entry) => entry.name);
    const scripts = [...document.scripts].map((script) => script.outerHTML);
    const brought = [...scripts, ...fetched.filter((address) => /\.(js|mjs|wasm)(\?|$)/.test(address))];
    return brought.filter((script) => !/^<script async(="")? src="\/network\.js"><\/script>$|\/network\.js$/.test(script));
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

/** What is printed over something else in the bars at the top and at the bottom. */
export async function overlapping(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = [...document.querySelectorAll('.top-bar :is(a, button, span:not(.seen-by-readers)), .action :is(a, button)')].filter(
      (element) => element.children.length === 0 && element.getAttribute('aria-hidden') !== 'true' && element.getClientRects().length > 0,
    );
    const box = (element: Element) => element.getBoundingClientRect();
    const over = (one: DOMRect, other: DOMRect) =>
      Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
    const named = (element: Element) => element.textContent?.trim();
    return shown.flatMap((one, place) =>
      shown
        .slice(place + 1)
        .filter((other) => one.closest('.top-bar, .action') === other.closest('.top-bar, .action') && over(box(one), box(other)))
        .map((other) => `“${named(one)}” stands over “${named(other)}”`),
    );
  });
}

/** Pixels that a target must have: what is pressed or filled in, both ways; a link that stands by itself, in height. */
export interface Least {
  controls: number;
  links: number;
}

/** What is too small to be hit. A link within a sentence is as tall as its line, and a choice as its whole row. */
export async function tooSmallToHit(page: Page, least: Least): Promise<string[]> {
  return page.evaluate((least) => {
    const CONTROLS = 'button, .button, select, textarea, summary, label:has(input[type=radio], input[type=checkbox]), input:not([type=hidden], [type=radio], [type=checkbox])';
    const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().right > 0;
    // What is cited is not offered: sources and addresses may stand as text.
    const isAllThereIs = (link: Element) => link.parentElement?.textContent?.trim() === link.textContent?.trim() && !link.closest('.sources, .address');
    const isAlone = (link: Element) => getComputedStyle(link).display !== 'inline' || isAllThereIs(link);
    const place = (element: Element): string => {
      const own = element.tagName.toLowerCase() + [...element.classList].map((name) => `.${name}`).join('');
      return element.classList.length > 0 || !element.parentElement || element.tagName === 'MAIN' ? own : `${place(element.parentElement)} > ${own}`;
    };
    const measured = (elements: Element[], height: number, width: number) =>
      elements.filter(isShown).flatMap((element) => {
        const box = element.getBoundingClientRect();
        const low = box.height < height - 0.5 ? [`${place(element)} is ${Math.round(box.height)} high, not ${height}`] : [];
        const narrow = box.width < width - 0.5 ? [`${place(element)} is ${Math.round(box.width)} wide, not ${width}`] : [];
        return [...low, ...narrow];
      });
    const controls = [...document.querySelectorAll(CONTROLS)].filter((control) => control.getAttribute('aria-hidden') !== 'true');
    const links = [...document.querySelectorAll('a:not(.button, .skip)')].filter(isAlone);
    return [...new Set([...measured(controls, least.controls, 44), ...measured(links, least.links, 0)])];
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
      if (size < least - 0.01) found.add(`${element.tagName.toLowerCase()}.${element.className} is set in ${size} px, not ${least}`);
    }
    return [...found];
  }, least);
}

/** What has the focus and is not whole in sight: out of the screen, or under the bar with the action. What is taller than half of the
 *  screen cannot be. */
export async function covered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const bar = document.querySelector('.action');
    const CONTROLS = 'main :is(a[href], button, select, textarea, summary, input:not([type=hidden]))';
    const controls = [...document.querySelectorAll<HTMLElement>(CONTROLS)].filter((control) => control.tabIndex >= 0 && control.checkVisibility());
    return controls.flatMap((control) => {
      window.scrollTo(0, 0);
      // What has the focus already is not scrolled to.
      control.blur();
      control.focus();
      const box = (control.closest('label') ?? control).getBoundingClientRect();
      const end = Math.min(innerHeight, bar?.getBoundingClientRect().top ?? innerHeight);
      const isSeen = (box.top > -1 && box.bottom < end + 1) || box.height > innerHeight / 2;
      const name = `${control.tagName.toLowerCase()} “${(control.textContent?.trim() || control.getAttribute('name') || '').slice(0, 20)}”`;
      return isSeen ? [] : [`${name} has the focus from ${Math.round(box.top)} to ${Math.round(box.bottom)} of ${Math.round(end)}`];
    });
  });
}

/** What one types in, and something lies over, where a keyboard that covers the page leaves it: anywhere, at worst at the lower edge. */
export async function covering(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const TYPED = 'main :is(textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=file]))';
    const fields = [...document.querySelectorAll<HTMLElement>(TYPED)].filter((field) => field.checkVisibility());
    return fields.flatMap((field) => {
      field.focus();
      window.scrollBy(0, field.getBoundingClientRect().bottom - innerHeight);
      const box = field.getBoundingClientRect();
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return top === field ? [] : [`“${field.getAttribute('name')}” lies under ${top?.tagName.toLowerCase()}.${top?.className}`];
    });
  });
}

/** Pixels at each side that a phone keeps for itself: for its camera, its round corners, its line below. */
export interface Edges {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** What can be pressed and lies in such an edge where it cannot be scrolled out of it. */
export async function inTheEdges(page: Page, edges: Edges): Promise<string[]> {
  return page.evaluate((edges) => {
    const out = (selector: string, ...sides: (keyof Edges)[]) => {
      const controls = [...document.querySelectorAll<HTMLElement>(selector)];
      const shown = controls.filter((control) => control.checkVisibility() && control.getAttribute('aria-hidden') !== 'true');
      return shown.flatMap((control) => {
        const box = control.getBoundingClientRect();
        const room = { top: box.top, right: innerWidth - box.right, bottom: innerHeight - box.bottom, left: box.left };
        const narrow = sides.filter((side) => room[side] < edges[side] - 0.5);
        return narrow.map((side) => `${control.tagName.toLowerCase()} “${(control.textContent ?? '').trim().slice(0, 20)}” lies in the ${side} edge`);
      });
    };
    const CONTROLS = ':is(a, button, summary, input, select, textarea)';
    // While somebody types the bar does not stay.
    (document.activeElement as HTMLElement | null)?.blur();
    window.scrollTo(0, 0);
    const bar = document.querySelector('.action')?.getBoundingClientRect();
    const stays = bar !== undefined && bar.bottom <= innerHeight + 0.5;
    const first = [...out(`.top-bar ${CONTROLS}`, 'top'), ...(stays ? out(`.action ${CONTROLS}`, 'bottom') : [])];
    window.scrollTo(0, document.documentElement.scrollHeight);
    const last = out(`:is(.action, .foot) ${CONTROLS}`, 'bottom');
    return [...first, ...last, ...out(`:is(.top-bar, main, .action, .foot) ${CONTROLS}`, 'left', 'right')];
  }, edges);
}

/** What moves, or would move as soon as it changes, longer than anybody sees. */
export async function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const longest = (times: string) => Math.max(...times.split(',').map((time) => parseFloat(time) || 0));
    const parts = [...document.querySelectorAll('*')].flatMap((element) => [null, '::before', '::after'].map((part) => ({ element, part })));
    const slow = parts.filter(({ element, part }) => {
      const style = getComputedStyle(element, part);
      return longest(`${style.transitionDuration}, ${style.animationDuration}`) > 0.01;
    });
    const named = slow.map(({ element, part }) => `${element.tagName.toLowerCase()}.${element.className}${part ?? ''}`);
    const running = document.getAnimations().filter((animation) => animation.playState === 'running');
    return [...new Set(named), ...running.map(() => 'something is running')];
  });
}

/** What somebody who hears the page is not told: what a control does, where the page's parts are, how its headings follow one another. */
export async function unheard(page: Page): Promise<string[]> {
  const lines = (await page.locator('body').ariaSnapshot()).split('\n').map((line) => line.trim());
  const nameless = lines.filter((line) => /^- (button|link|textbox|searchbox|combobox|checkbox|radio)(?! ")/.test(line));
  const parts = ['banner', 'main', 'contentinfo'].flatMap((part) => {
    const count = lines.filter((line) => line === `- ${part}:`).length;
    return count === 1 ? [] : [`there are ${count} of ${part}`];
  });
  const levels = lines.flatMap((line) => /^- '?heading .*\[level=(\d)\]/.exec(line)?.[1] ?? []).map(Number);
  const titles = levels.filter((level) => level === 1).length;
  const skips = levels.flatMap((level, place) => (level > (levels[place - 1] ?? 0) + 1 && level > 2 ? [`a heading of level ${level} follows one of ${levels[place - 1] ?? 0}`] : []));
  return [...nameless, ...parts, ...(titles === 1 ? [] : [`there are ${titles} titles`]), ...skips];
}
