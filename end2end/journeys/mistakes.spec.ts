// What cannot be right is said beside the field and at the top, and stays as it was typed.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { TANG_YU, day } from '../office/people';

const MISTAKES = [
  { what: 'a date that does not exist', label: '出生时间', typed: '2026-02-30 03:42', says: '没有这一天' },
  { what: 'a child born tomorrow', label: '出生时间', typed: `${day(1)} 03:42`, says: '这一天还没有到' },
  { what: 'a birth time without the time', label: '出生时间', typed: day(-3), says: '几点几分' },
  { what: 'an empty name', label: '孩子姓名', typed: '', says: '请填写孩子姓名' },
];

test('what cannot be right is said beside the field and at the top, and nothing is lost', async ({ parent, page }) => {
  await parent.begins(TANG_YU);
  for (const { what, label, typed, says } of MISTAKES) {
    await test.step(what, async () => {
      await parent.fillsIn(TANG_YU.says);
      await parent.field(label).fill(typed);
      const response = await parent.saves();
      expect(response.status()).toBe(422);
      await expect(parent.title('孩子的信息'), 'it is still the same page').toBeVisible();
      await expect(parent.field(label)).toHaveValue(typed);
      await expect(parent.field(label)).toHaveAttribute('aria-invalid', 'true');
      await expect(parent.field(label)).toHaveAccessibleDescription(new RegExp(says));
      const summary = page.getByRole('alert');
      await expect(summary.getByRole('heading')).toHaveText('有 1 处要改');
      const link = summary.getByRole('link', { name: new RegExp(says) });
      await expect(link).toContainText(label);
      await audit(page);
      await link.click();
      await expect(page).toHaveURL(/#f-/);
      await page.keyboard.press('End');
      await page.keyboard.type('。');
      await expect(parent.field(label), 'the link leads into the field').toHaveValue(`${typed}。`);
      await parent.field(label).fill(TANG_YU.says[label] ?? '');
    });
  }
  const response = await parent.saves();
  expect(response.status()).toBe(200);
  await expect(parent.title('母亲的信息')).toBeVisible();
});

test('a wrong ID number and a wrong phone number are both said at once, and the right one beside them stays', async ({ parent, page }) => {
  await parent.begins(TANG_YU);
  await parent.fillsIn(TANG_YU.says);
  await parent.saves();
  await parent.fillsIn(TANG_YU.says);
  await parent.saves();
  await expect(parent.title('父亲的信息')).toBeVisible();
  await parent.field('父亲姓名').fill('何川');
  await parent.field('父亲身份证号码').fill('000000199506140079');
  await parent.field('父亲手机号码').fill('1380000');
  await parent.field('父亲民族').fill('汉族');
  expect((await parent.saves()).status()).toBe(422);
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(2);
  await expect(parent.field('父亲身份证号码')).toHaveAccessibleDescription(/号码对不上，请对着身份证逐位核对/);
  await expect(parent.field('父亲身份证号码')).toHaveValue('000000199506140079');
  await expect(parent.field('父亲手机号码')).toHaveAccessibleDescription(/请填 11 位手机号码/);
  await expect(parent.field('父亲手机号码')).toHaveValue('1380000');
  await expect(parent.field('父亲姓名')).toHaveValue('何川');

  await test.step('what was wrong is still there after leaving, and the steps say where', async () => {
    await parent.presses('保存并离开');
    await parent.follows(/唐一诺的出生/);
    await expect(page.getByRole('link', { name: /父亲的信息/ })).toContainText('要改');
    await parent.follows(/父亲的信息/);
    await expect(parent.field('父亲手机号码')).toHaveValue('1380000');
  });
});

test('a question that is not answered is asked again', { tag: '@desktop' }, async ({ parent, page }) => {
  await parent.begins(TANG_YU);
  await parent.field('孩子姓名').fill('唐一诺');
  await parent.field('出生时间').fill(TANG_YU.says['出生时间'] ?? '');
  expect((await parent.saves()).status()).toBe(422);
  const summary = page.getByRole('alert');
  await expect(summary.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('group', { name: '孩子性别' })).toContainText('请选择');
  await summary.getByRole('link', { name: /孩子性别/ }).click();
  await expect(page.getByRole('group', { name: '孩子性别' })).toBeInViewport();
  await audit(page);
});

test('where there is no draft, what cannot be right is said the same way', async ({ parent, page }) => {
  const pages = [
    { address: '/sign-in', label: '手机号码', typed: '12345', sends: '发验证码', says: /手机号是 11 位数字/ },
    { address: '/me/hats/child', label: '孩子的姓名', typed: '唐一诺', sends: '核对', says: /请填孩子的姓名和 18 位身份证号码/ },
  ];
  for (const { address, label, typed, sends, says } of pages) {
    await test.step(address, async () => {
      await parent.goes(address);
      const field = page.getByRole('textbox', { name: label, exact: true });
      await field.fill(typed);
      expect((await parent.presses(sends)).status()).toBe(422);
      await expect(page).toHaveTitle(/^有要改的：/);
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAccessibleDescription(says);
      const summary = page.getByRole('alert');
      await expect(summary.getByRole('heading')).toHaveText('有 1 处要改');
      await audit(page);
      await summary.getByRole('link', { name: says }).click();
      await page.keyboard.press('End');
      await page.keyboard.type('0');
      await expect(field, 'the link leads into the field').toHaveValue(`${typed}0`);
    });
    if (address === '/sign-in') await parent.signsIn('林晓');
  }
});
