// A promise is checked after it was granted on: due at the desk, found out there, and read by who made it.

import { audit } from '../office/audit';
import { everywhere } from '../office/everywhere';
import { follow } from '../office/follow';
import { expect, test } from '../office/journey';
import { ZHENG_KAI } from '../office/people';

const CHECK = '消防检查（先承诺）';

test('what is to be mended of a promise is told with its day, and checked again', { tag: '@phone' }, async ({ parent, page, officer }) => {
  test.slow();
  await parent.begins(ZHENG_KAI, 'restaurant');
  await parent.completesForm(ZHENG_KAI);
  await parent.handsInPapers();
  await parent.follows('继续');
  await expect(page.getByRole('button', { name: '看明白了，我承诺' })).toBeVisible();
  expect(await everywhere(page)).toEqual([]);
  await parent.goes(`${parent.draft()}/materials`);
  await parent.checks();
  await parent.submits();
  const application = parent.application();

  const market = await officer('陆鸣');
  await market.opens('核对营业执照');
  await market.accepts();
  await market.grants('核对好了。');
  const fire = await officer('熊伟');
  const desk = fire.page.getByRole('main');
  await fire.opens(CHECK);
  await fire.accepts();
  await fire.grants('意见书已发。');
  await parent.goes(application);
  await expect(parent.case(CHECK)).toContainText('前会核查');

  await fire.page.goto('/desk');
  await expect(desk.getByRole('heading', { name: '待核查的承诺', exact: true })).toBeVisible();
  await audit(fire.page);
  await follow(fire.page, () => desk.getByRole('link', { name: new RegExp(`^${CHECK}`) }).click());
  const unsaid = await fire.presses('要限期改');
  expect(unsaid.status()).toBe(422);
  await expect(fire.page.getByRole('alert')).toContainText('请写明核查的情况');
  await fire.page.getByLabel('核查的情况').fill('有一个出口堵住了，请清开。');
  await fire.page.getByLabel('要改的话，给申请人的时间').selectOption('5');
  await fire.presses('要限期改');
  await expect(desk).toContainText('还剩 5 个工作日');
  await audit(fire.page);
  await fire.page.goto('/desk');
  await expect(desk.getByRole('heading', { name: '待核查的承诺（1 项快到期或已超期）' })).toBeVisible();
  await audit(fire.page);

  await parent.goes(application);
  await expect(parent.case(CHECK)).toContainText('还有要改的：有一个出口堵住了，请清开。');
  await audit(page);
  await parent.goes('/me/inbox');
  await expect(parent.message('还有要改的：有一个出口堵住了，请清开。')).toBeVisible();
  await audit(page);

  await follow(fire.page, () => desk.getByRole('link', { name: new RegExp(`^${CHECK}`) }).click());
  await fire.page.getByLabel('核查的情况').fill('看过现场，清开了。');
  await fire.presses('做到了');
  await parent.goes(application);
  await expect(parent.case(CHECK)).toContainText('核查过了，做到了');
});
