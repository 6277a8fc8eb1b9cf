// On an engine of 2020, and on one without wasm: an application is filed. That the wasm itself asks for nothing newer, `xtask/src/floor.rs` holds.

import { asBefore2021, withoutWasm } from '../office/engine';
import { expect, test } from '../office/journey';
import { photo } from '../office/papers';
import { LIN_XIAO } from '../office/people';

const SAVED = '刚才填的已保存。';

test('an old engine wakes the islands, and an application is filed', { tag: '@phone' }, async ({ parent, page, context }) => {
  test.slow();
  await asBefore2021(context);
  await parent.begins(LIN_XIAO);
  await parent.field('孩子姓名').fill('林知夏');
  await expect(page.getByText(SAVED), 'the island is awake').toBeVisible();
  await parent.completesForm(LIN_XIAO);
  await parent.handsInPapers();
  await parent.checks();
  await parent.submits();
  await expect(parent.title('林知夏的出生')).toBeVisible();
  await expect(parent.cases()).toHaveCount(7);
});

test('without wasm the plain forms file an application', { tag: '@phone' }, async ({ parent, context, faults }) => {
  test.slow();
  // The loader finds nothing to load into.
  faults.expect(/WebAssembly/);
  await asBefore2021(context);
  await withoutWasm(context);
  await parent.begins(LIN_XIAO);
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
