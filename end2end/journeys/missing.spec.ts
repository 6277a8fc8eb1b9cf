// What is missing is named, with the way to it; nothing incomplete is submitted.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { LIN_XIAO } from '../office/people';

test('a topic that was skipped by its address is missing at the check, and submitting does not work', async ({ parent, page }) => {
  const draft = await parent.begins(LIN_XIAO);
  await parent.goes(`${draft}/check`);
  const missing = page.getByRole('alert');
  for (const gap of ['孩子的信息', '医保和社保卡', '生育待遇']) await expect(missing.getByRole('link', { name: `“${gap}”还没有填完` })).toBeVisible();
  await expect(missing.getByRole('link', { name: '还没有交“诊断证明”' })).toBeVisible();
  await audit(page);

  const refused = await parent.submits();
  expect(refused.status()).toBe(422);
  await expect(parent.title('请核对一遍')).toBeVisible();
  await audit(page);
  await parent.goes('/applications');
  await expect(page.getByText('还没有提交过申请。')).toBeVisible();

  await test.step('the link leads to what is missing, and that back to the check', async () => {
    await parent.goes(`${draft}/check`);
    await parent.follows('“孩子的信息”还没有填完');
    await parent.fillsIn(LIN_XIAO.says);
    await parent.saves();
    await expect(parent.title('请核对一遍')).toBeVisible();
    await expect(missing.getByRole('link', { name: '“孩子的信息”还没有填完' })).toBeHidden();
    await expect(missing.getByRole('link', { name: '“生育待遇”还没有填完' })).toBeVisible();
  });
});

test('a mother takes only a part, and what it needs comes along', { tag: '@desktop' }, async ({ parent, page }) => {
  await parent.goes('/themes/newborn/plan');
  await parent.answers(LIN_XIAO);
  await parent.follows('只办其中几件');
  for (const item of ['预防接种证', '出生医学证明', '居民医保', '社会保障卡', '生育报销', '育儿指导']) await page.getByRole('checkbox', { name: item }).uncheck();
  await page.getByRole('checkbox', { name: '户口登记' }).check();
  await parent.presses('更新清单');
  await expect(parent.case('出生医学证明')).toContainText('要一起办');
  await expect(parent.case('居民医保')).toContainText('这次不办');
  await parent.presses('登录后填写');
  await parent.signsIn(LIN_XIAO.name);
  await parent.presses('开始填写');
  await parent.agrees();
  await parent.completesForm(LIN_XIAO);
  expect(await parent.neededPapers(), 'no receipts for what is not taken').toEqual([]);
  await parent.checks();
  await parent.submits();
  await expect(parent.cases()).toHaveText(['出生医学证明', '户口登记']);
});
