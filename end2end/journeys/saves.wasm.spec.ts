// With wasm every field is saved as one types; a cut in the network loses nothing.

import { expect, test } from '../office/journey';
import { LIN_XIAO_WITHOUT_PAPERS, TANG_YU } from '../office/people';

const NAME = '孩子姓名';

test('what is typed is saved without a button', async ({ parent, anotherDevice }) => {
  const draft = await parent.begins(TANG_YU);
  await parent.field(NAME).fill('唐一诺');
  await expect(parent.saved()).toBeVisible();
  await parent.choice('孩子性别', '女').check();

  const there = await anotherDevice();
  await there.goes('/sign-in');
  await there.signsIn('唐雨');
  await expect(async () => {
    await there.goes(`${draft}/form/child`);
    await expect(there.choice('孩子性别', '女')).toBeChecked({ timeout: 200 });
  }).toPass();
  await expect(there.field(NAME)).toHaveValue('唐一诺');
});

test('what is typed right before the page is left is saved all the same', async ({ parent }) => {
  const draft = await parent.begins(TANG_YU);
  await parent.field(NAME).fill('唐一');
  await expect(parent.saved()).toBeVisible();
  await parent.field(NAME).fill('唐一诺');
  await parent.goes(draft);
  await expect(async () => {
    await parent.goes(`${draft}/form/child`);
    await expect(parent.field(NAME)).toHaveValue('唐一诺', { timeout: 200 });
  }).toPass();
});

test('what is typed right before the page is left is saved also while nobody heard of the answer before', async ({ parent, page }) => {
  const draft = await parent.begins(TANG_YU);
  const held = page.waitForRequest('**/answer');
  await page.route('**/answer', () => undefined, { times: 1 });
  await parent.choice('孩子性别', '女').check();
  await held;
  await parent.field(NAME).fill('唐一诺');
  await parent.goes(draft);
  await expect(async () => {
    await parent.goes(`${draft}/form/child`);
    await expect(parent.field(NAME)).toHaveValue('唐一诺', { timeout: 200 });
  }).toPass();
});

test('what is typed while the network is cut stays on the page and is saved when it is back', async ({ parent, page, context, faults }) => {
  faults.expect(/ERR_INTERNET_DISCONNECTED/);
  await parent.begins(LIN_XIAO_WITHOUT_PAPERS);
  await expect(async () => {
    await parent.field(NAME).fill('');
    await parent.field(NAME).fill('唐一');
    await expect(parent.saved()).toBeVisible({ timeout: 1_500 });
  }).toPass();
  await context.setOffline(true);
  await parent.field(NAME).fill('唐一诺');
  await parent.field(NAME).blur();
  await expect(page.locator('.action').getByText(/网络断了/)).toBeVisible();
  for (const name of ['保存并继续', /^出生时间不对/]) {
    await page.getByRole('button', { name }).click({ noWaitAfter: true });
    await expect(parent.field(NAME), 'no button throws it away').toHaveValue('唐一诺');
  }
  await context.setOffline(false);
  await expect(parent.saved()).toBeVisible();
  await page.reload();
  await expect(parent.field(NAME)).toHaveValue('唐一诺');
});

test('another device that answered meanwhile is told of at once', async ({ parent, page, anotherDevice }) => {
  const draft = await parent.begins(TANG_YU);
  const there = await anotherDevice();
  await there.goes('/sign-in');
  await there.signsIn('唐雨');
  await there.goes(`${draft}/form/child`);
  await there.field(NAME).fill('唐小诺');
  await expect(there.saved()).toBeVisible();

  await parent.field(NAME).fill('唐一诺');
  await expect(page.getByText('另一台设备上刚填了“唐小诺”')).toBeVisible();
  expect((await parent.saves()).status()).toBe(422);
  await expect(parent.field(NAME), 'what was there first stays').toHaveValue('唐小诺');
  await parent.presses('用“唐一诺”');
  await expect(parent.field(NAME)).toHaveValue('唐一诺');
});
