// The five pages that are measured, each with its address and with what makes its browser the right person's.

import { writeFileSync } from 'node:fs';

import { type Page, test } from '@playwright/test';

import { Parent } from '../office/parent';
import { LIN_XIAO, TANG_YU } from '../office/people';

/** The page that is open, as its visitor sees it. */
async function open(name: string, page: Page): Promise<{ name: string; path: string; cookies: string }> {
  const kept = await page.context().cookies();
  return { name, path: new URL(page.url()).pathname, cookies: kept.map(({ name, value }) => `${name}=${value}`).join('; ') };
}

test('a guest has a list, one mother is at the page with an ID number, another has applied', async ({ browser, contextOptions, baseURL }) => {
  const somebody = async () => new Parent(await (await browser.newContext({ ...contextOptions, baseURL, javaScriptEnabled: false })).newPage());
  const [guest, filling, applied] = [await somebody(), await somebody(), await somebody()];
  const pages = [];

  await guest.goes('/');
  pages.push(await open('home', guest.page));
  await guest.goes('/themes/newborn');
  pages.push(await open('guide', guest.page));
  await guest.goes('/themes/newborn/plan');
  await guest.answers(LIN_XIAO);
  pages.push(await open('plan', guest.page));
  await filling.begins(TANG_YU);
  while ((await filling.page.locator('input[data-rule="id-number"]').count()) === 0) {
    await filling.fillsIn(TANG_YU.says);
    await filling.saves();
  }
  pages.push(await open('form', filling.page));
  await applied.applies(LIN_XIAO);
  pages.push(await open('progress', applied.page));
  writeFileSync(process.env['ZHANGBAN_PAGES'] ?? '', JSON.stringify(pages));
});
