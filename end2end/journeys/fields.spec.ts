// Fields of two places, money, yes and no, and what has to be agreed to: mistakes are said, nothing is lost, and what an answer
// calls for on the same page appears without losing anything.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import type { Parent } from '../office/parent';

async function begins(parent: Parent, slug: string, says: Record<string, string>, name = '唐雨'): Promise<string> {
  await parent.goes(`/themes/${slug}/plan`);
  await parent.replies(says);
  await parent.presses('登录后填写');
  await parent.signsIn(name);
  await parent.presses('开始填写');
  await parent.agrees();
  return parent.draft();
}

const SCHOOL = { '孩子要上小学，还是上初中？': '上小学', '孩子是下面哪一种情况？': '户口不在城区，爸妈有居住证' };

test('a period with its days the wrong way round, and an address that does not say where, come back as they were typed', async ({ parent, page }) => {
  const draft = await begins(parent, 'school', SCHOOL);

  await test.step('the days of a residence permit', async () => {
    await parent.goes(`${draft}/form/living`);
    const period = page.getByRole('group', { name: '居住证管到哪天' });
    for (const { from, to, says } of [
      { from: '2027-02-28', to: '2026-03-01', says: '结束的日子比开始还早' },
      { from: '2026-03-01', to: '', says: '两个日期都要填' },
      { from: '2026-02-30', to: '2027-02-28', says: '没有这一天' },
    ]) {
      await period.getByLabel('从', { exact: true }).fill(from);
      await period.getByLabel('到', { exact: true }).fill(to);
      expect((await parent.saves()).status(), says).toBe(422);
      await expect(period.getByLabel('从', { exact: true })).toHaveValue(from);
      await expect(period.getByLabel('到', { exact: true })).toHaveValue(to);
      await expect(period).toContainText(says);
      await audit(page);
      await page.getByRole('alert').getByRole('link', { name: new RegExp(says) }).click();
      await expect(period, 'the summary leads there').toBeFocused();
    }
    await period.getByLabel('从', { exact: true }).fill('２０２６年３月１日');
    await period.getByLabel('到', { exact: true }).fill(' 2027.02.28 ');
    expect((await parent.saves()).status()).toBe(200);
  });

  await test.step('where the child lives', async () => {
    await parent.goes(`${draft}/form/address`);
    await parent.field('孩子那一户的户主').fill('唐雨');
    await parent.field('孩子的户口地址').fill('湖南省长沙市岳麓区1号');
    const place = page.getByRole('group', { name: '孩子现在住在哪里' });
    await place.getByLabel('路名、门牌号').fill('青石路18号');
    expect((await parent.saves()).status()).toBe(422);
    await expect(place).toContainText('请选在哪个区县、街道');
    await expect(place.getByLabel('路名、门牌号')).toHaveValue('青石路18号');
    await audit(page);
    await place.getByRole('combobox').selectOption({ label: '青石街道' });
    expect((await parent.saves()).status()).toBe(200);
    await parent.goes(`${draft}/check`);
    await expect(page.getByRole('main')).toContainText('示范市青河区青石街道青石路18号');
    await expect(page.getByRole('main')).toContainText('2026 年 3 月 1 日 至 2027 年 2 月 28 日');
    await audit(page);
  });
});

test('without JavaScript an answer calls for a name on the same page once it is saved', { tag: '@desktop' }, async ({ parent, page }) => {
  const draft = await begins(parent, 'school', SCHOOL);
  await parent.goes(`${draft}/form/sibling`);
  await expect(parent.field('哥哥姐姐的姓名')).toBeHidden();
  await parent.choice('哥哥姐姐在想上的学校读书吗', '是').check();
  await parent.saves();
  await expect(page.getByRole('status').first()).toBeVisible();
  await expect(parent.choice('哥哥姐姐在想上的学校读书吗', '是')).toBeChecked();
  await parent.field('哥哥姐姐的姓名').fill('唐果果');
  expect((await parent.saves()).status()).toBe(200);
  await expect(parent.title('哥哥姐姐')).toBeHidden();
});

test('money is understood as people write it, and what is too much or none at all is said', async ({ parent, page }) => {
  const draft = await begins(parent, 'elder-welfare', {
    '您给谁申请？': '给我自己',
    '老人今年多大年纪？': '60 到 79 岁',
    '老人的户口在示范市吗？': '在示范市',
    '老人领低保这类救助吗？': '都没领，可是家里紧巴',
    '补贴打到老人的哪张卡？': '别的银行卡或存折',
  }, '罗文清');
  await parent.goes(`${draft}/form/care`);
  await parent.choice('老人能不能自己照顾自己', '能力完好，样样能自己来').check();
  await parent.choice('老人在别的市县领着同样的补贴吗', '否').check();
  const income = parent.field('全家平均每人每月收入多少元');
  await expect(income).toHaveAttribute('inputmode', 'decimal');
  for (const { typed, says } of [
    { typed: '一千多', says: '请填多少元' },
    { typed: '-5', says: '请填多少元' },
    { typed: '99999999', says: '不能大于 1000000' },
  ]) {
    await income.fill(typed);
    expect((await parent.saves()).status(), typed).toBe(422);
    await expect(income).toHaveValue(typed);
    await expect(income).toHaveAccessibleDescription(new RegExp(says));
  }
  await audit(page);
  await income.fill('￥１，２３４．５ 元');
  expect((await parent.saves()).status()).toBe(200);
  await parent.goes(`${draft}/check`);
  await expect(page.getByRole('main')).toContainText('1,234.50 元');
});

test('what has to be agreed to is asked until it is', async ({ parent, page }) => {
  const draft = await begins(parent, 'social-card', { '这张卡给谁办？': '给我自己', '社保卡办过吗？': '从来没办过' });
  await parent.goes(`${draft}/form/card`);
  await parent.choice('发卡银行', '示范银行').check();
  expect((await parent.saves()).status()).toBe(422);
  const terms = page.getByRole('group', { name: '开通银行账户' });
  await expect(terms).toContainText('请选择：开通银行账户');
  await audit(page);
  await terms.getByRole('checkbox', { name: '我同意在选的银行开通社保卡上的银行账户。' }).check();
  expect((await parent.saves()).status()).toBe(200);
});
