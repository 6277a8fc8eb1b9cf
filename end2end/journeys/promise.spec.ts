// A promise is checked after it was granted on: due at the desk, found out there, and read by who made it.

import { audit } from '../office/audit';
import { follow } from '../office/follow';
import { expect, test } from '../office/journey';
import { SHEN_JING } from '../office/people';

test('what is to be mended of a promise is told with its day, and checked again', { tag: '@phone' }, async ({ parent, page, officer }) => {
  test.slow();
  await parent.begins(SHEN_JING, 'deregistration');
  await parent.completesForm(SHEN_JING);
  await parent.handsInPapers();
  await parent.checks();
  await parent.submits();
  const application = parent.application();

  const market = await officer('陆鸣');
  const desk = market.page.getByRole('main');
  await market.opens('简易公示');
  await market.accepts();
  await market.grants('公示期满，没人反对。');
  await parent.goes(application);
  await expect(parent.case('简易公示')).toContainText('前会核查');

  await market.page.goto('/desk');
  await expect(desk.getByRole('heading', { name: '待核查的承诺', exact: true })).toBeVisible();
  await audit(market.page);
  await follow(market.page, () => desk.getByRole('link', { name: /^简易公示/ }).click());
  const unsaid = await market.presses('要限期改');
  expect(unsaid.status()).toBe(422);
  await expect(market.page.getByRole('alert')).toContainText('请写明核查的情况');
  await market.page.getByLabel('核查的情况').fill('还欠着一笔工资，请结清。');
  await market.page.getByLabel('要改的话，给申请人的时间').selectOption('5');
  await market.presses('要限期改');
  await expect(desk).toContainText('还剩 5 个工作日');
  await audit(market.page);
  await market.page.goto('/desk');
  await expect(desk.getByRole('heading', { name: '待核查的承诺（1 项快到期或已超期）' })).toBeVisible();
  await audit(market.page);

  await parent.goes(application);
  await expect(parent.case('简易公示')).toContainText('还有要改的：还欠着一笔工资，请结清。');
  await audit(page);
  await parent.goes('/me/inbox');
  await expect(parent.message('还有要改的：还欠着一笔工资，请结清。')).toBeVisible();
  await audit(page);

  await follow(market.page, () => desk.getByRole('link', { name: /^简易公示/ }).click());
  await market.page.getByLabel('核查的情况').fill('看过工资单，结清了。');
  await market.presses('做到了');
  await parent.goes(application);
  await expect(parent.case('简易公示')).toContainText('核查过了，做到了');
});
