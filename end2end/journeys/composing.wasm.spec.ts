// Characters are composed from letters: as long as a word is not chosen it is not an answer.

import type { Page } from '@playwright/test';

import { expect, test } from '../office/journey';
import { TANG_YU } from '../office/people';

/** Longer than any pause after which something typed is sent, in milliseconds. */
const LONG = 5_000;

/** What a keyboard for characters does. */
interface Keyboard {
  composes: (letters: string) => Promise<void>;
  chooses: (word: string) => Promise<void>;
}

async function keyboard(page: Page): Promise<Keyboard> {
  const browser = await page.context().newCDPSession(page);
  return {
    composes: async (text) => void (await browser.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })),
    chooses: async (text) => void (await browser.send('Input.insertText', { text })),
  };
}

test('a word that is being composed is neither saved nor judged', { tag: '@phone' }, async ({ parent, page }) => {
  await page.clock.install();
  const saved: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/answer')) saved.push(new URLSearchParams(request.postData() ?? '').get('text') ?? '');
  });
  await parent.begins(TANG_YU);
  const ime = await keyboard(page);
  const name = parent.field('孩子姓名');
  await expect(async () => {
    await name.fill('');
    await name.fill('唐');
    await expect(parent.saved()).toBeVisible({ timeout: 1_500 });
  }).toPass();
  await name.press('End');
  await ime.composes('yi nuo');
  await expect(name).toHaveValue('唐yi nuo');
  await page.clock.runFor(LONG);
  await ime.chooses('一诺');
  await page.clock.runFor(LONG);
  await expect.poll(() => saved.at(-1)).toBe('唐一诺');
  expect(saved.filter((text) => /[a-z]/.test(text))).toEqual([]);

  const birth = parent.field('出生时间');
  const told = page.locator(`#${await birth.getAttribute('id')}-problem`);
  await birth.fill('2026-02-30 03:42');
  await birth.blur();
  await expect(told).toHaveText(/没有这一天/);
  await birth.press('ControlOrMeta+a');
  await ime.composes('xing qi yi');
  await expect(birth).toHaveValue('xing qi yi');
  await expect(told, 'nothing else is said of letters').toHaveText(/没有这一天/);
  await ime.chooses('星期一');
  await expect(told).not.toHaveText(/没有这一天/);
});

test('themes are suggested for words, not for the letters that a word is composed of', { tag: '@phone' }, async ({ parent, page }) => {
  await page.clock.install();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/search/suggest')) asked.push(new URLSearchParams(request.postData() ?? '').get('q') ?? '');
  });
  await parent.goes('/search');
  const ime = await keyboard(page);
  const field = page.getByRole('combobox');
  await field.focus();
  await ime.composes('kai fan dian');
  await page.clock.runFor(LONG);
  await ime.chooses('开饭店');
  await page.clock.runFor(LONG);
  await expect(page.getByRole('option').first()).toContainText('开办餐饮店');
  expect(asked).toEqual(['开饭店']);
});
