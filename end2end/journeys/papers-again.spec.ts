// Papers that are used again, papers that follow later, and what would be sent back.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import type { Parent } from '../office/parent';
import { document, photo } from '../office/papers';
import { LIN_XIAO } from '../office/people';

const RETIREMENT = {
  '您到退休年龄了吗？': '到了',
  '下面这些经历，您有过哪些？': ['当过兵'],
  '您现在参加的是哪种医保？': '职工医保',
  '您有住房公积金吗？': '没有账户',
  '您家里孩子是哪种情况？': '都不是',
};

/** From one's own plan to the first page of the form of somebody who retires; gives the address of the draft. */
async function retires(parent: Parent): Promise<string> {
  await parent.goes('/themes/retirement/plan');
  await parent.replies(RETIREMENT);
  await parent.presses('开始填写');
  await parent.agrees();
  return parent.draft();
}

/** The same for a guest, who signs in on the way. */
async function signsInAndRetires(parent: Parent, name: string): Promise<string> {
  await parent.goes('/themes/retirement/plan');
  await parent.replies(RETIREMENT);
  await parent.presses('登录后填写');
  await parent.signsIn(name);
  await parent.presses('开始填写');
  await parent.agrees();
  return parent.draft();
}

test('a bank card that an office took for a birth is used again for a pension, and the officer sees where it comes from', async ({ parent, page, officer }) => {
  const draft = await parent.begins(LIN_XIAO);
  await parent.completesForm(LIN_XIAO);
  await parent.goes(`${draft}/materials/bank_card_copy`);
  await parent.uploads(photo('银行卡.png'));
  await parent.goes(`${draft}/materials`);
  await parent.handsInPapers();
  await parent.checks();
  await parent.submits();
  await parent.goes('/me/library');
  await expect(page.getByText('还没有。'), 'nobody took it yet').toBeVisible();

  const hospital = await officer('高颖');
  await hospital.opens('出生医学证明');
  await hospital.accepts();
  await hospital.grants('已签发，编号 Z000000417');
  const ye = await officer('叶青');
  await ye.opens('生育报销');
  await ye.accepts();

  await parent.goes('/me/library');
  await expect(page.getByRole('listitem').filter({ hasText: '母亲银行卡照片' })).toContainText('办“新生儿出生”时交的');
  await audit(page);

  const other = await retires(parent);
  await parent.goes(`${other}/materials/bank_card_copy`);
  await expect(page.getByRole('heading', { name: '用上次交的那份' })).toBeVisible();
  await audit(page);
  await parent.presses('同意，用这一份');
  await expect(page.locator('#files').getByRole('link', { name: '银行卡.png' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '用上次交的那份' })).toBeHidden();

  await parent.goes('/me/library');
  await parent.presses('不再留用：母亲银行卡照片');
  await expect(page.getByText('还没有。')).toBeVisible();
  await parent.goes(`${other}/materials/bank_card_copy`);
  await expect(page.locator('#files').getByRole('link', { name: '银行卡.png' }), 'what was agreed to stays').toBeVisible();
});

test('a paper that is deferred is handed in on the page of the application, and the officer sees that it came later', async ({ parent, page, officer }) => {
  const draft = await signsInAndRetires(parent, '曾国梁');
  await parent.completesForm({ name: '曾国梁', choices: [], says: {} });
  await parent.goes(`${draft}/materials/public_notice`);
  await audit(page);
  await parent.presses('先办，过后再补');
  await expect(page.getByRole('heading', { name: '您选了过后再补' })).toBeVisible();
  await parent.goes(`${draft}/materials`);
  await expect(page.getByRole('main').getByRole('link').filter({ hasText: '公示证明或公示表' })).toContainText('过后再补');
  await parent.handsInPapers();
  await parent.checks();
  await expect(page.getByRole('main')).toContainText('部门受理以后，10 个工作日内补上');
  await parent.submits();
  const application = parent.application();
  await expect(page.getByRole('heading', { name: '还要补的材料' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(/等“认定工龄”.*有了结果（成不成都行），自动开始/);
  await audit(page);

  const ding = await officer('丁岚');
  await ding.opens('认定工龄');
  await expect(ding.page.getByText('容缺，还没到')).toBeVisible();
  await ding.accepts();

  await parent.goes(application);
  await expect(page.getByRole('main')).toContainText(/最晚 .* 补上/);
  await parent.follows('去补交：公示证明或公示表');
  await audit(page);
  await parent.uploads(photo('公示表.png'));
  await parent.follows('回到申请');
  await expect(page.getByRole('heading', { name: '还要补的材料' })).toBeHidden();
  await expect(parent.message('补交了')).toBeVisible();
  await ding.page.reload();
  await expect(ding.page.getByText(/^后补：/)).toBeVisible();
});

test('what would be sent back is said before it is submitted, and mended from there and back', async ({ parent, page, officer }) => {
  const draft = await parent.begins(LIN_XIAO);
  await parent.completesForm(LIN_XIAO);
  await parent.goes(`${draft}/materials`);
  await parent.handsInPapers();
  await parent.goes(`${draft}/materials/diagnosis`);
  await parent.uploads(document('空白.pdf'));
  await parent.goes(`${draft}/check`);
  await expect(page.getByRole('heading', { name: '提交前看一看' })).toBeVisible();
  const blank = page.getByRole('listitem').filter({ hasText: '“空白.pdf”打开是空白的' });
  await expect(blank).toBeVisible();
  await audit(page);
  await parent.follows(/^去改：.*空白\.pdf/);
  await parent.presses('删掉 空白.pdf');
  await parent.follows('好了，继续');
  await expect(parent.title('请核对一遍'), 'back where it was said').toBeVisible();
  await expect(blank).toBeHidden();
  if (await parent.gathers()) await parent.goes(`${draft}/check`);
  await parent.submits();
  expect(page.url(), 'the other warnings stop nobody').toContain('/applications/');

  const hospital = await officer('高颖');
  await hospital.opens('出生医学证明');
  await hospital.accepts();
  await hospital.grants('已签发，编号 Z000000417');
  const ye = await officer('叶青');
  await ye.opens('生育报销');
  await expect(ye.page.getByRole('heading', { name: '预审提醒过、申请人照样提交的' })).toBeVisible();
});
