// Registers that are down, slow, empty or wrong never stop anybody.

import { expect, test } from '../office/journey';
import { Party } from '../office/party';
import { LIN_XIAO_WITHOUT_PAPERS as LIN_XIAO } from '../office/people';
import { behave } from '../office/registers';

const SILENT = [
  { behaviour: '连不上', says: '现在连不上', tag: '@phone' },
  { behaviour: '很慢', says: '太慢，没有等到', tag: '@desktop' },
  { behaviour: '查不到', says: '里没有查到', tag: '@phone' },
] as const;

for (const { behaviour, says, tag } of SILENT) {
  test(`a mother types by hand and hands in the papers when the registers are “${behaviour}”`, { tag }, async ({ parent, page }) => {
    await behave(page, behaviour);
    const draft = await parent.begins(LIN_XIAO);
    await parent.goes(`${draft}/form/father`);
    await expect(page.getByText(`民政婚姻登记${says}`)).toBeVisible();
    await parent.goes(`${draft}/form/child`);
    await expect(page.getByText(`医院出生登记${says}`)).toBeVisible();
    await expect(page.getByText(`民政婚姻登记${says}`), 'it would have said nothing of the child').toBeHidden();
    expect((await parent.fields()).map(({ label }) => label)).toContain('出生时间');
    await parent.completesForm(LIN_XIAO);
    const needed = await parent.handsInPapers();
    expect(needed, 'her own identity is known from her account').toEqual(['新生儿出生医学记录', '父亲身份证', '居民户口簿', '结婚证']);
    await parent.checks();
    await parent.submits();
    await expect(parent.title('林知夏的出生')).toBeVisible();
    await expect(parent.cases()).toHaveCount(6);
  });
}

test('a register that works again is asked again and fills in the form', async ({ parent, page, anotherDevice }) => {
  await behave(page, '连不上');
  await parent.begins(LIN_XIAO);
  await parent.field('孩子姓名').fill('林知夏');
  await parent.saves();
  await expect(page.getByText('医院出生登记现在连不上')).toBeVisible();
  await behave((await anotherDevice()).page, '正常');

  await parent.presses('再查一次');
  await expect(page.getByText('现在连不上')).toBeHidden();
  expect((await parent.fields()).map(({ label }) => label)).toEqual(['孩子姓名']);
  await expect(parent.field('孩子姓名'), 'what was typed before is still there').toHaveValue('林知夏');
  await parent.completesForm(LIN_XIAO);
  expect(await parent.neededPapers()).toEqual([]);
});

test('registers that contradict each other are shown to the mother, and to the officer', { tag: '@desktop' }, async ({ parent, page, officer }) => {
  await behave(page, '说法不一', ['公安户籍']);
  await parent.begins(LIN_XIAO);
  await parent.fillsIn(LIN_XIAO.says);
  await parent.saves();
  await expect(parent.title('母亲的信息')).toBeVisible();
  await expect(parent.field('母亲姓名')).toHaveValue('林晓');
  await expect(page.getByText('公安户籍写的是“林晓一”')).toBeVisible();
  await parent.files(LIN_XIAO);
  await expect(parent.title('林知夏的出生')).toBeVisible();

  const hospital = await officer('高颖');
  await hospital.opens('出生医学证明');
  await expect(hospital.stated('母亲姓名')).toContainText('林晓');
  await expect(hospital.stated('母亲姓名'), 'the officer sees what the register says instead').toContainText('林晓一');
});

test('a register that comes back after an application was submitted tells the officer what it says', async ({ parent, page, officer }) => {
  await behave(page, '连不上', ['民政婚姻登记']);
  const draft = await parent.begins(LIN_XIAO);
  await parent.goes(`${draft}/form/father`);
  await expect(page.getByText('民政婚姻登记现在连不上')).toBeVisible();
  await parent.goes(`${draft}/form/child`);
  await parent.files(LIN_XIAO);
  await expect(parent.title('林知夏的出生')).toBeVisible();
  await behave(page, '说法不一', ['民政婚姻登记']);

  const hospital = await officer('高颖');
  await hospital.opens('出生医学证明');
  const flag = hospital.page.getByText('申请人填“陈远”，民政婚姻登记登记为“陈远一”');
  await expect(async () => {
    await hospital.page.reload();
    await expect(flag).toBeVisible({ timeout: 250 });
  }, 'it is asked again by itself').toPass();
  await expect(hospital.page.getByRole('heading', { name: '提示' })).toBeVisible();
});

test('what a register says differently just before submitting is looked at again', async ({ parent, page, anotherDevice }) => {
  await parent.begins(LIN_XIAO);
  await parent.completesForm(LIN_XIAO);
  await parent.handsInPapers();
  await parent.checks();
  await behave((await anotherDevice()).page, '说法不一', ['民政婚姻登记']);
  await parent.submits();
  const told = page.getByRole('alert').filter({ hasText: '有登记刚刚变了，还没有交' });
  await expect(told.getByRole('link', { name: /父亲姓名/ })).toBeVisible();
  const father = new Party((await anotherDevice()).page);
  await father.comesAs('陈远');
  await father.looksAtHisPart();
  await expect(father.page.getByRole('main')).toContainText('请再看一遍、再签一次');
  await father.agreesTogether();
  await parent.submits();
  await expect(parent.title('林知夏的出生')).toBeVisible();
});
