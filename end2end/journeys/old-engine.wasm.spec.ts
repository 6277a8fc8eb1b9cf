// The oldest engine that is meant to have everything; today's without what engines of 2020 lack; and without wasm and style sheet
// altogether.

import { inChromium86 } from '../office/chromium-86';
import { asBefore2021, withoutStyle, withoutWasm } from '../office/engine';
import { expect, test } from '../office/journey';
import { photo } from '../office/papers';
import { Parent } from '../office/parent';
import { LIN_XIAO } from '../office/people';

/** Saves a field as it is typed, which takes an island, and files. */
async function filesAwake(parent: Parent): Promise<void> {
  await parent.field('孩子姓名').fill('林知夏');
  await expect(parent.saved(), 'the island is awake').toBeVisible();
  await parent.files(LIN_XIAO);
  await expect(parent.title('林知夏的出生')).toBeVisible();
  await expect(parent.cases()).toHaveCount(7);
}

test('in Chromium 86, which knows neither reference types nor layers, the islands wake, and an application is filed', { tag: '@phone' }, async ({ server, faults }) => {
  test.slow();
  await inChromium86(server.url, async (page) => {
    faults.watch(page);
    const parent = new Parent(page);
    await parent.begins(LIN_XIAO);
    expect(await page.evaluate(() => navigator.userAgent)).toContain('Chrome/86.');
    await filesAwake(parent);
  });
});

test('without the functions and the rules of style that engines of 2020 lack the islands wake, and an application is filed', { tag: '@phone' }, async ({ parent, page, context }) => {
  test.slow();
  await asBefore2021(context);
  await parent.begins(LIN_XIAO);
  expect(await page.evaluate(() => 'instantiateStreaming' in WebAssembly || 'at' in Array.prototype), 'they are gone').toBe(false);
  await filesAwake(parent);
});

test('without any wasm and any rule of style the plain forms file an application', { tag: '@phone' }, async ({ parent, page, context, faults }) => {
  test.slow();
  // The loader finds nothing to load into.
  faults.expect(/WebAssembly/);
  await asBefore2021(context);
  await withoutWasm(context);
  // Asked last, it answers first.
  await withoutStyle(context);
  await parent.begins(LIN_XIAO);
  expect(await page.evaluate(() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).length), 'no rule is read').toBe(0);
  await parent.completesForm(LIN_XIAO);
  for (const name of await parent.neededPapers()) {
    await parent.opensPaper(name);
    await parent.sendsWhole(photo());
    await parent.follows('好了，继续');
  }
  await parent.checks();
  await parent.submits();
  await expect(parent.title('林知夏的出生')).toBeVisible();
});
