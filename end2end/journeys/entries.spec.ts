// Of some things there are several: the shareholders of a company that closes.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';

const CLOSING = {
  '要注销的是公司，还是个体户？': '公司，或者合伙、独资企业',
  '欠的钱、工资、社保、税，都结清了吗？': '从来没欠过，或者都还清了',
  '有没有下面这些情况？': '都没有',
  '简易注销和普通注销，您选哪一种？': '简易注销，快一些',
  '税务局的清税证明，拿到了吗？': '还没有',
  '这些里面，企业有哪些？': ['都没有'],
};

test('an owner finds both shareholders, adds one without being scolded, and takes them away again', async ({ parent, page }) => {
  await parent.goes('/themes/deregistration/plan');
  await parent.replies(CLOSING);
  await parent.presses('登录后填写');
  await parent.signsIn('沈静');
  await parent.presses('开始填写');
  await parent.agrees();
  const draft = parent.draft();
  await parent.goes(`${draft}/form/shareholders`);
  const entries = page.getByRole('main').locator('.entry');
  await expect(entries).toHaveCount(2);
  await expect(entries.nth(0)).toContainText('沈静');
  await expect(entries.nth(1)).toContainText('韩雪');
  await expect(page.getByRole('main')).not.toContainText('写的是');

  const answer = await parent.presses(/^再加一个/);
  expect(answer.status()).toBe(200);
  await expect(entries).toHaveCount(3);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await audit(page);

  await entries.nth(2).getByRole('button', { name: '去掉' }).click();
  await expect(entries).toHaveCount(2);
  await entries.nth(0).getByRole('button', { name: '去掉' }).click();
  await expect(entries).toHaveCount(1);
  await expect(entries.first()).toContainText('韩雪');
});
