// Leaving and coming back, on another device too; deleting a draft; withdrawing an application.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { photo } from '../office/papers';
import { LIN_XIAO, LIN_XIAO_WITHOUT_PAPERS } from '../office/people';

test('whoever leaves goes on where it stopped, on another device', async ({ parent, page, anotherDevice }) => {
  const draft = await parent.begins(LIN_XIAO);
  await parent.fillsIn(LIN_XIAO.says);
  await parent.saves();
  await parent.goes(`${draft}/materials/diagnosis`);
  await parent.uploads(photo('诊断.png'));
  await parent.follows('保存并离开');
  await expect(page.getByRole('main').getByRole('link', { name: /林知夏的出生/ })).toBeVisible();

  const other = await anotherDevice();
  await other.goes('/me');
  await other.signsIn('林晓');
  await other.follows(/林知夏的出生/);
  await expect(other.title('林知夏的出生')).toBeVisible();
  await expect(other.page.getByRole('link', { name: /孩子的信息/ })).toContainText('填好了');
  await audit(other.page);
  await other.follows('继续');
  await expect(other.title('医保和社保卡'), 'the first page that is open').toBeVisible();
  await other.completesForm(LIN_XIAO);
  expect(await other.neededPapers(), 'what was handed in is there').not.toContain('诊断证明');
  await other.handsInPapers();
  await other.checks();
  await other.submits();
  await parent.goes('/applications');
  await expect(page.getByRole('link', { name: /林知夏的出生/ })).toBeVisible();
});

test('what a guest answered is still there after signing in', { tag: '@phone' }, async ({ parent, page }) => {
  await parent.goes('/themes/newborn/plan');
  await parent.presses('妈妈');
  await parent.presses('已经拿到了');
  await parent.goes('/themes/newborn/plan');
  await expect(parent.title(/领结婚证/)).toBeVisible();
  await parent.goes('/sign-in?next=/themes/newborn/plan');
  await parent.signsIn('林晓');
  await expect(page.getByText('第 3 题')).toBeVisible();
});

test('a draft is deleted when it is asked for twice', async ({ parent, page }) => {
  const draft = await parent.begins(LIN_XIAO);
  await parent.goes(draft);
  await parent.follows('删除这份草稿');
  await audit(page);
  await parent.follows('不删');
  await parent.follows('删除这份草稿');
  await parent.presses('删除这份草稿');
  await expect(page).toHaveURL(/\/me$/);
  await expect(page.getByText('您还没有办过事。')).toBeVisible();
  await audit(page);
  expect((await parent.goes(draft)).status()).toBe(404);
});

test('an application is withdrawn when it is asked for twice, and what is done stays done', async ({ parent, page, officer }) => {
  const application = await parent.applies(LIN_XIAO_WITHOUT_PAPERS);
  const hospital = await officer('高颖');
  await hospital.opens('预防接种证');
  await hospital.accepts();
  await hospital.grants('接种证已办好。');
  await parent.goes(application);
  await parent.follows('撤回');
  await page.getByRole('radio', { name: '全部没有办完的事' }).check();
  await parent.presses('继续');
  await audit(page);
  await parent.follows('不撤回');
  await parent.follows('撤回');
  await page.getByRole('radio', { name: '全部没有办完的事' }).check();
  await parent.presses('继续');
  await parent.presses('撤回申请');
  await expect(page.getByText('您已撤回这次申请。')).toBeVisible();
  await expect(parent.case('预防接种证')).toContainText('接种证已办好。');
  await expect(parent.case('出生医学证明')).toContainText('您已撤回');
  await expect(page.getByRole('link', { name: '撤回', exact: true })).toBeHidden();
  await audit(page);
  await hospital.page.goto('/desk');
  await expect(hospital.page.getByRole('link', { name: '出生医学证明' })).toBeHidden();
});

test('whoever signs out leaves nothing behind', { tag: '@desktop' }, async ({ parent, page }) => {
  const draft = await parent.begins(LIN_XIAO);
  await parent.goes('/me');
  await parent.presses('退出登录');
  await expect(parent.title('您要办什么事？')).toBeVisible();
  await page.goBack();
  await parent.goes(draft);
  await expect(parent.title('登录')).toBeVisible();
});
