// A known value can be contested: the citizen's word counts, and the officer sees both.

import { expect, test } from '../office/journey';
import { LIN_XIAO_WITHOUT_PAPERS as LIN_XIAO, day } from '../office/people';

test('a mother contests the birth time, and the officer sees both', async ({ parent, page, officer }) => {
  await parent.begins(LIN_XIAO);
  await expect(page.getByText(/医院出生登记 · .*登记/).first()).toBeVisible();
  await parent.field('孩子姓名').fill('林知夏');
  await parent.doubts('出生时间');
  await expect(parent.field('孩子姓名'), 'what was typed just before is kept').toHaveValue('林知夏');
  await expect(parent.field('出生时间')).toHaveValue(`${day(-6)} 03:42`);
  await parent.field('出生时间').fill(`${day(-6)} 04:42`);
  await parent.saves();
  await parent.presses('上一步');
  await expect(page.getByText('您改的会交给工作人员核实')).toBeVisible();
  await parent.completesForm(LIN_XIAO);
  expect(await parent.neededPapers()).toEqual([]);
  await parent.checks();
  await parent.submits();
  await expect(parent.title('林知夏的出生')).toBeVisible();

  const hospital = await officer('高颖');
  await hospital.opens('出生医学证明');
  await expect(hospital.stated('出生时间')).toContainText('04:42');
  await expect(hospital.stated('出生时间')).toContainText('与医院出生登记不一致');
  await expect(hospital.stated('出生时间')).toContainText('03:42');
});

test('a value that was contested and put right again is the register’s once more', { tag: '@phone' }, async ({ parent, page }) => {
  await parent.begins(LIN_XIAO);
  await parent.doubts('孩子性别');
  await parent.choice('孩子性别', '男').check();
  await parent.field('孩子姓名').fill('林知夏');
  await parent.saves();
  await parent.presses('上一步');
  await expect(page.getByText('医院出生登记写的是“女”')).toBeVisible();
  await parent.choice('孩子性别', '女').check();
  await parent.saves();
  await parent.presses('上一步');
  await expect(page.getByText('写的是')).toBeHidden();
  await expect(page.getByRole('button', { name: /孩子性别不对/ })).toBeVisible();
});
