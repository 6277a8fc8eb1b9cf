// Whoever has no mouse: from stop to stop with the Tab key, always seeing where one is.

import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than any page has. */
const MOST_STOPS = 120;

/** Goes on with the Tab key until the focus is on this element; every stop on the way must be seen. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const name = String(target);
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    expect(await unseen(page), `on the way to ${name}`).toBeNull();
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`the Tab key never reaches ${name}`);
}

/** What has the focus but does not show it, or lies under something. */
async function unseen(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return null;
    const style = getComputedStyle(focused);
    const box = focused.getBoundingClientRect();
    const name = `${focused.tagName.toLowerCase()}.${focused.className} “${(focused.textContent?.trim() || focused.getAttribute('name') || '').slice(0, 20)}”`;
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return `${name} does not show that it has the focus`;
    if (box.bottom <= 0 || box.top >= innerHeight) return `${name} has the focus and is out of sight`;
    const middle = (from: number, to: number, end: number) => (Math.max(from, 0) + Math.min(to, end)) / 2;
    const top = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
    const isSeen = top !== null && (focused.contains(top) || top.contains(focused));
    return isSeen ? null : `${name} has the focus and lies under ${top?.tagName.toLowerCase()}.${top?.className}`;
  });
}
