// Other people than the one for whom everything is known.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { CHEN_YUAN, LUO_WENQING, TANG_YU, ZHOU_HE } from '../office/people';

test('a mother whose hospital did not report the birth hands in the birth record', { tag: '@phone' }, async ({ parent, page }) => {
  await parent.begins(ZHOU_HE);
  await expect(page.getByText('医院出生登记里没有查到，请您自己填。')).toBeVisible();
  await parent.completesForm(ZHOU_HE);
  expect(await parent.handsInPapers()).toEqual(['新生儿出生医学记录']);
  await parent.checks();
  await parent.submits();
  await expect(parent.title('吴小禾的出生')).toBeVisible();
  await expect(parent.cases()).toHaveCount(6);
});

test('a father files for the same child, with the authorisation of the mother', { tag: '@desktop' }, async ({ parent, page }) => {
  await parent.begins(CHEN_YUAN);
  await parent.completesForm(CHEN_YUAN);
  const needed = await parent.handsInPapers();
  expect(needed).toContain('母亲委托父亲办理出生医学证明的授权委托书');
  expect(needed, 'what the registers know is not asked of him').not.toContain('结婚证');
  await parent.checks();
  await expect(page.getByRole('main')).toContainText('林晓');
  await parent.submits();
  await expect(parent.title('林知夏的出生')).toBeVisible();
});

test('a mother whom no register knows types everything by hand', { tag: '@desktop' }, async ({ parent, page }) => {
  const draft = await parent.begins(TANG_YU);
  for (const [topic, register] of [['household', '公安户籍'], ['father', '民政婚姻登记'], ['child', '医院出生登记']]) {
    await parent.goes(`${draft}/form/${topic}`);
    await expect(page.getByText(`${register}里没有查到`)).toBeVisible();
  }
  await parent.completesForm(TANG_YU);
  const needed = await parent.handsInPapers();
  expect(needed, 'her own identity is known from her account').toEqual(['新生儿出生医学记录', '父亲身份证', '居民户口簿', '结婚证']);
  await parent.checks();
  await parent.submits();
  await expect(parent.title('唐一诺的出生')).toBeVisible();
});

test('a mother who declines the registers types everything by hand too', { tag: '@phone' }, async ({ parent, page }) => {
  await parent.plans(TANG_YU);
  await parent.presses('我自己填');
  await expect(page.getByText('没有查到')).toBeHidden();
  await parent.files(TANG_YU);
  await expect(parent.title('唐一诺的出生')).toBeVisible();
});

test('a pensioner gets a social card', { tag: '@phone' }, async ({ parent, officer, page }) => {
  await parent.searches('办社保卡');
  await parent.follows(/办社保卡/);
  await parent.follows('看看我要办哪些');
  await parent.answers(LUO_WENQING);
  await parent.presses('登录后填写');
  await parent.signsIn(LUO_WENQING.name);
  await parent.presses('开始填写');
  await parent.agrees();
  await parent.completesForm(LUO_WENQING);
  expect(await parent.handsInPapers()).toEqual(['个人照片']);
  await parent.checks();
  await parent.submits();
  await expect(parent.title('罗文清的社保卡')).toBeVisible();
  await expect(parent.case('激活银行功能')).toContainText('等“领卡”办好');

  const labour = await officer('丁岚');
  await labour.opens('领卡');
  await labour.accepts();
  await labour.grants('卡已制好，三天内寄出。');
  await expect(async () => {
    await page.reload();
    await expect(parent.message('激活银行功能已开始')).toBeVisible({ timeout: 250 });
  }).toPass();
});

test('a pensioner files in the elder mode, one thing a page', { tag: '@phone' }, async ({ parent, page }) => {
  parent.look = audit;
  await parent.goes('/');
  await parent.presses('长辈版');
  await parent.begins(LUO_WENQING, 'social-card');
  await parent.files(LUO_WENQING);
  const application = parent.application();
  await parent.follows('一件一件看');
  await expect(parent.case('激活银行功能')).toContainText('等“领卡”办好');
  await parent.follows('返回');
  await expect(page).toHaveURL(new RegExp(`${application}$`));
  await expect(page.getByRole('link', { name: '一件一件看' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('已收到');
});
