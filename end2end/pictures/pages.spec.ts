// The five pages of the thread at every width and in every look: those that the README shows, and all of them on one sheet.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { test } from '../office/journey';
import { LIN_XIAO } from '../office/people';

const WIDTHS = [320, 360, 390];
const HEIGHT = 844;
/** `text`: per cent of what is usual. */
const LOOKS = [
  { look: 'ordinary', mode: 'ordinary', colorScheme: 'light', text: 100 },
  { look: 'dark', mode: 'ordinary', colorScheme: 'dark', text: 100 },
  { look: 'elder', mode: 'elder', colorScheme: 'light', text: 100 },
  { look: 'large', mode: 'ordinary', colorScheme: 'light', text: 200 },
] as const;
/** What the README shows, at the last width. */
const SHOWN = ['guide-ordinary', 'plan-ordinary', 'form-ordinary', 'progress-ordinary', 'guide-elder', 'plan-elder'];
/** Where those lie that the README shows, and where the sheet lies. */
const README = process.env['ZHANGBAN_PICTURES'] ?? '';
const SHEET = process.env['ZHANGBAN_SHEET'] ?? '';

test('a mother comes by the five pages', async ({ parent, page, context, server }) => {
  test.setTimeout(300_000);
  mkdirSync(SHEET, { recursive: true });
  const rows: string[] = [];
  const put = (mode: string) => context.addCookies([{ name: 'mode', value: mode, url: server.url }]);
  const take = async (name: string) => {
    for (const { look, mode, colorScheme, text } of LOOKS) {
      await put(mode);
      await page.emulateMedia({ colorScheme });
      await page.reload();
      await page.evaluate((text) => document.documentElement.style.setProperty('font-size', `${text}%`), text);
      const named = `${name}-${look}`;
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: HEIGHT });
        await page.screenshot({ path: join(SHEET, `${named}-${width}.png`), fullPage: true });
      }
      if (SHOWN.includes(named)) await page.screenshot({ path: join(README, `${named.replace('-ordinary', '')}.png`) });
      rows.push(`<h2>${named}</h2>${WIDTHS.map((width) => `<img src="${named}-${width}.png" alt="${width}"> `).join('')}`);
    }
    await put('ordinary');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.reload();
  };

  await parent.goes('/');
  await take('home');
  await parent.goes('/themes/newborn');
  await take('guide');
  await parent.goes('/themes/newborn/plan');
  await parent.answers(LIN_XIAO);
  await take('plan');
  await parent.presses('登录后填写');
  await parent.signsIn(LIN_XIAO.name);
  await parent.presses('开始填写');
  await parent.agrees();
  await take('form');
  await parent.completesForm(LIN_XIAO);
  await parent.handsInPapers();
  await parent.checks();
  await parent.submits();
  await take('progress');
  writeFileSync(join(SHEET, 'index.html'), `<!DOCTYPE html><meta charset="utf-8"><style>img { width: 24em; vertical-align: top }</style>${rows.join('')}`);
});
