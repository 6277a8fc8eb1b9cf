// Today's engine without what an engine of 2020 lacks, and without wasm and style sheet altogether. That the wasm itself asks for nothing
// newer is held where it is built: `xtask/src/floor.rs`.

import { asBefore2021, withoutStyle, withoutWasm } from '../office/engine';
import { expect, test } from '../office/journey';
import { photo } from '../office/papers';
import { LIN_XIAO } from '../office/people';

const SAVED = '刚才填的已保存。';

test('without the functions and the rules of style that engines of 2020 lack the islands wake, and an application is filed', { tag: '@phone' }, async ({ parent, page, context }) => {
  test.slow();
  await asBefore2021(context);
  await parent.begins(LIN_XIAO);
  expect(await page.evaluate(() => 'instantiateStreaming' in WebAssembly || 'at' in Array.prototype), 'they are gone').toBe(false);
  await parent.field('孩子姓名').fill('林知夏');
  await expect(page.getByText(SAVED), 'the island is awake').toBeVisible();
  await parent.completesForm(LIN_XIAO);
  await parent.handsInPapers();
  await parent.checks();
  await parent.submits();
  await expect(parent.title('林知夏的出生')).toBeVisible();
  await expect(parent.cases()).toHaveCount(7);
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
