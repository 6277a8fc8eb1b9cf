// Submitting twice is submitting once.

import { expect, test } from '../office/journey';
import { follow } from '../office/follow';
import { LIN_XIAO_WITHOUT_PAPERS as LIN_XIAO } from '../office/people';
import { Parent } from '../office/parent';

test('two tabs, a double tap and the way back submit once', async ({ parent, page, context }) => {
  await parent.begins(LIN_XIAO);
  await parent.completesForm(LIN_XIAO);
  await parent.checks();
  await parent.asksToSign();
  const tab = new Parent(await context.newPage());
  await tab.goes(page.url());
  const digits = await parent.received();
  for (const one of [parent, tab]) await one.enters(digits);
  await Promise.all([parent.presses('签名并提交'), tab.presses('签名并提交')]);
  const application = parent.application();
  expect(tab.application(), 'both tabs show the same').toBe(application);

  // The page as it was, where the browser kept it; else it leads to what became of it.
  await page.goBack();
  if (await page.getByRole('button', { name: '签名并提交', exact: true }).isVisible()) await parent.presses('签名并提交');
  expect(parent.application()).toBe(application);
  await parent.goes('/applications');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await parent.goes('/me');
  await expect(page.getByRole('main').getByRole('link', { name: /林知夏的出生/ }), 'no draft is left').toHaveCount(1);
});

test('a double tap submits once', { tag: '@phone' }, async ({ parent, page }) => {
  await parent.begins(LIN_XIAO);
  await parent.completesForm(LIN_XIAO);
  await parent.checks();
  await parent.asksToSign();
  await parent.enters(await parent.received());
  await follow(page, () => page.getByRole('button', { name: '签名并提交', exact: true }).dblclick());
  await expect(parent.title('林知夏的出生')).toBeVisible();
  await parent.goes('/applications');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
});

test('what was submitted cannot be changed any more, and says where it is now', { tag: '@desktop' }, async ({ parent, page, context }) => {
  const draft = await parent.begins(LIN_XIAO);
  const tab = new Parent(await context.newPage());
  await tab.goes(`${draft}/form/child`);
  await parent.completesForm(LIN_XIAO);
  await parent.checks();
  await parent.submits();
  await tab.field('孩子姓名').fill('林知秋');
  const response = await tab.saves();
  expect(response.status()).toBe(409);
  await expect(tab.title('这份已经提交了')).toBeVisible();
  await tab.follows('我的');
  await expect(tab.page.getByRole('link', { name: /林知夏的出生/ })).toBeVisible();
  for (const address of [draft, `${draft}/form/child`, `${draft}/check`]) {
    await parent.goes(address);
    await expect(page).toHaveURL(/\/applications\/[^/]+$/);
  }
});
