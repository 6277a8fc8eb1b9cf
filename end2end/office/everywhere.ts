// The page that is open, seen in every way that a phone shows it.

import type { Page } from '@playwright/test';

import { audit, covered, overflowing, overlapping, tooSmallToHit, tooSmallToRead, unheard } from './audit';

/** What must be large enough in each mode, in pixels: what is hit, and what is read. */
export const SIZES = {
  ordinary: { hit: { controls: 44, links: 44 }, read: 0 },
  elder: { hit: { controls: 60, links: 60 }, read: 18 },
  'elder-3': { hit: { controls: 72, links: 60 }, read: 24 },
};

/** `text`: per cent of what is usual. */
const WAYS = [
  { mode: 'ordinary', colorScheme: 'light', width: 320, text: 100 },
  { mode: 'ordinary', colorScheme: 'dark', width: 390, text: 100 },
  { mode: 'ordinary', colorScheme: 'light', width: 320, text: 200 },
  { mode: 'elder', colorScheme: 'light', width: 360, text: 100 },
  { mode: 'elder-3', colorScheme: 'light', width: 320, text: 100 },
] as const;

/** What sticks out, cannot be hit, read or heard on the page that is open, in small, in large, in the elder modes and in the dark. Leaves
 *  it in the ordinary mode. */
export async function everywhere(page: Page): Promise<string[]> {
  const found = new Set<string>();
  const context = page.context();
  const address = page.url();
  const viewport = page.viewportSize();
  const opens = async (mode: string, colorScheme: 'light' | 'dark') => {
    await context.addCookies([{ name: 'mode', value: mode, url: address }]);
    await page.emulateMedia({ colorScheme });
    await page.goto(address);
  };
  for (const { mode, colorScheme, width, text } of WAYS) {
    await page.setViewportSize({ width, height: 844 });
    await opens(mode, colorScheme);
    await page.evaluate((text) => document.documentElement.style.setProperty('font-size', text === 100 ? '' : `${text}%`), text);
    const { hit, read } = SIZES[mode];
    const looks = [overflowing(page), overlapping(page), tooSmallToHit(page, hit), tooSmallToRead(page, read), covered(page), unheard(page)];
    const where = `${new URL(address).pathname}, ${mode}, ${width}, ${text} %`;
    for (const what of (await Promise.all(looks)).flat()) found.add(`${where}: ${what}`);
    await audit(page).catch((error: Error) => found.add(`${where}, ${colorScheme}: ${error.message}`));
  }
  if (viewport) await page.setViewportSize(viewport);
  await opens('ordinary', 'light');
  return [...found];
}
