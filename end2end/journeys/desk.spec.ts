// Officers: two who decide the same case, a refusal with its next step, and what the parent sees of it.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { FANG_NING, LIN_XIAO_WITHOUT_PAPERS as LIN_XIAO } from '../office/people';

test('of two officers who decide the same case the second is told who was faster, and keeps the own text', async ({ parent, page, officer }) => {
  const application = await parent.applies(FANG_NING);
  const first = await officer('秦峰');
  await first.opens('户口登记');
  await first.accepts();
  const second = await officer('杜薇');
  await second.page.goto(first.page.url());
  await second.writes('杜薇写的：户口登记在东山。');

  await first.grants('户口已登记，可到派出所打印。');
  const response = await second.presses('准予办理');
  expect(response.status()).toBe(409);
  await expect(second.page.getByRole('alert')).toContainText('秦峰');
  await expect(second.page.getByRole('main')).toContainText('户口已登记，可到派出所打印。');
  await expect(second.page.getByRole('main'), 'the text of the second is not lost').toContainText('杜薇写的：户口登记在东山。');
  await audit(second.page);

  await parent.goes(application);
  await expect(parent.case('户口登记')).toContainText('户口已登记，可到派出所打印。');
  await expect(page.getByText('杜薇写的')).toBeHidden();
});

test('two officers who accept the same case accept it once', { tag: '@desktop' }, async ({ parent, page, officer }) => {
  const application = await parent.applies(FANG_NING);
  const first = await officer('秦峰');
  await first.opens('户口登记');
  const second = await officer('杜薇');
  await second.page.goto(first.page.url());
  await first.accepts();
  await second.presses('受理');
  await expect(second.page.getByRole('button', { name: '准予办理' })).toBeVisible();
  await parent.goes(application);
  await expect(page.getByRole('main').getByText('户口登记已受理')).toHaveCount(1);
});

test('refusing needs a reason and the next step, and the parent sees both', async ({ parent, page, officer }) => {
  const application = await parent.applies(LIN_XIAO);
  const hospital = await officer('高颖');
  await hospital.opens('出生医学证明');

  const withoutStep = await hospital.refuses('出生记录与登记不符。');
  expect(withoutStep.status()).toBe(422);
  await expect(hospital.page.getByLabel('接下来怎么办')).toHaveAccessibleDescription(/请告诉申请人接下来怎么办/);
  await expect(hospital.page.getByLabel('结果或理由'), 'nothing is lost').toHaveValue('出生记录与登记不符。');
  await audit(hospital.page);
  const withoutReason = await hospital.refuses('', '请到医院病案室更正。');
  expect(withoutReason.status()).toBe(422);
  await expect(hospital.page.getByLabel('结果或理由')).toHaveAccessibleDescription(/请写明结果或理由/);
  await expect(hospital.page.getByLabel('接下来怎么办')).toHaveValue('请到医院病案室更正。');
  const refused = await hospital.refuses('出生记录与登记不符。', '请到医院病案室更正。');
  expect(refused.status()).toBe(200);

  await expect(async () => {
    await parent.goes(application);
    await expect(parent.case('户口登记')).toContainText('这件没有开始', { timeout: 250 });
  }).toPass();
  await expect(parent.case('出生医学证明')).toContainText('出生记录与登记不符。');
  await expect(parent.case('出生医学证明')).toContainText('接下来：请到医院病案室更正。');
  for (const dependent of ['居民医保', '社会保障卡', '育儿指导']) await expect(parent.case(dependent)).toContainText('这件没有开始');
  await expect(parent.case('预防接种证'), 'what does not depend on it goes on').toContainText('已收到');
  await audit(page);

  const police = await officer('秦峰');
  await expect(police.page.getByRole('link', { name: '户口登记' })).toBeHidden();
  await expect(police.page.getByText('这里没有办件。')).toBeVisible();
});

test('each department sees its own cases, with the data and the papers they need', { tag: '@desktop' }, async ({ parent, officer }) => {
  await parent.applies(LIN_XIAO);
  const hospital = await officer('高颖');
  await expect(hospital.page.getByRole('row')).toHaveCount(3);
  await audit(hospital.page);
  await hospital.opens('预防接种证');
  await expect(hospital.stated('孩子姓名')).toContainText('林知夏');
  await expect(hospital.page.getByRole('main'), 'the booklet does not need the father').not.toContainText('陈远');
  const insurance = await officer('叶青');
  await expect(insurance.page.getByText('这里没有办件。'), 'what waits is not there yet').toBeVisible();
  await audit(insurance.page);
});
