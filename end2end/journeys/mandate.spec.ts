// Acting for somebody: a mother lets the father file, he does, she sees what he did, and takes it back; and a child, a company, helpers.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import type { Parent } from '../office/parent';
import { LIN_XIAO_WITHOUT_PAPERS } from '../office/people';

/** The digits that came to a phone last, read where the sandbox shows them. */
async function received(parent: Parent): Promise<string> {
  const phone = await parent.page.context().newPage();
  await phone.goto('/sandbox/messages');
  const said = await phone.getByRole('main').getByRole('listitem').filter({ hasText: /\d{6}/ }).first().innerText();
  await phone.close();
  return /(?<!\d)\d{6}(?!\d)/.exec(said)?.[0] ?? '';
}

/** Lets a person act in everything for three months. */
async function mandates(parent: Parent, name: string, phone: string): Promise<void> {
  await parent.goes('/me/mandates/new');
  await parent.page.getByRole('textbox', { name: '帮忙的人的姓名' }).fill(name);
  await parent.page.getByRole('textbox', { name: '帮忙的人的手机号码' }).fill(phone);
  await parent.page.getByRole('radio', { name: '所有的事，包括以后新开的' }).check();
  await parent.presses('下一步');
  await parent.presses(/^发验证码到/);
  await parent.page.getByRole('textbox', { name: '短信里的 6 位数字' }).fill(await received(parent));
  await parent.presses('确认委托');
}

test('a mother lets the father file, sees it, and revokes, and he is out', async ({ parent, anotherDevice, page }) => {
  parent.look = audit;
  await parent.goes('/sign-in');
  await parent.signsIn('林晓');
  await parent.goes('/me/mandates/new');
  await parent.presses('下一步');
  await expect(page.getByRole('alert')).toContainText('姓名和 11 位手机号');
  await mandates(parent, '陈远', '138 0000 0002');
  await expect(page.getByRole('main')).toContainText('等对方答应');

  const father = await anotherDevice();
  await father.goes('/sign-in');
  await father.signsIn('陈远');
  await father.goes('/me/hats');
  await father.presses('我来帮忙');
  await father.presses(/^林晓/);
  await expect(father.page.getByText('您在替 林晓 办')).toBeVisible();
  await father.goes('/themes/newborn/plan');
  await father.answers(LIN_XIAO_WITHOUT_PAPERS);
  await father.presses('开始填写');
  await father.agrees();
  await father.completesForm(LIN_XIAO_WITHOUT_PAPERS);
  await father.checks();
  await father.submits();
  await expect(father.page).toHaveURL(/\/applications\//);
  const filed = father.page.url();
  await father.presses('换回自己');
  await father.goes(filed);
  await expect(father.title('替别人办')).toBeVisible();
  await father.presses(/^林晓/);
  await expect(father.page).toHaveURL(filed);

  await parent.goes('/me');
  await expect(page.getByRole('main')).toContainText('陈远 代办');
  await expect(page.getByRole('status').filter({ hasText: '陈远 答应了' })).toBeVisible();
  await parent.goes('/me/mandates');
  await parent.follows(/^陈远/);
  await expect(page.getByRole('main')).toContainText('提交了申请');
  await parent.presses('收回，马上停止');
  await expect(page.getByRole('main')).toContainText('已经停止');

  const late = await father.goes(filed);
  expect(late.status()).toBe(403);
  await expect(father.title('不能再替这个人办了')).toBeVisible();
  await father.goes('/me');
  await expect(father.page.getByRole('status').filter({ hasText: '林晓 收回了委托' })).toBeVisible();
  await parent.goes(new URL(filed).pathname);
  await expect(page.getByRole('main')).toContainText('医学证明');
});

test('a form of one tab does nothing after another tab changed over', async ({ parent, page }) => {
  await parent.goes('/sign-in');
  await parent.signsIn('何敏');
  await parent.goes('/me/hats/child');
  await page.getByRole('textbox', { name: '孩子的姓名' }).fill('何一诺');
  await page.getByRole('textbox', { name: '孩子的身份证号码' }).fill('000000201706010421');
  await parent.presses('核对');
  await parent.presses(/^何一诺/);
  await parent.goes('/themes/social-card/plan');
  const other = await page.context().newPage();
  await other.goto('/me');
  await other.getByRole('button', { name: '换回自己' }).click();
  await expect(other.getByText('您在替')).toHaveCount(0);
  const answered = await parent.presses('给我自己');
  expect(answered.status()).toBe(409);
  await expect(parent.title('刚才换了人')).toBeVisible();
  await other.close();
});

test('a representative acts for the company, and a helper for whoever asked the station', async ({ parent, anotherDevice, page }) => {
  await parent.goes('/sign-in');
  await parent.signsIn('沈静');
  await parent.goes('/me/hats');
  await parent.presses('查我代表哪个单位');
  await parent.presses(/^示范市知行文化传播有限公司/);
  await expect(page.getByText('您在替 示范市知行文化传播有限公司 办')).toBeVisible();

  const old = await anotherDevice();
  await old.goes('/sign-in');
  await old.signsIn('罗文清');
  await old.goes('/me/mandates/new');
  await old.page.getByRole('radio', { name: '青石社区帮办代办站' }).check();
  await old.page.getByRole('radio', { name: '所有的事，包括以后新开的' }).check();
  await old.presses('下一步');
  await old.presses(/^发验证码到/);
  await old.page.getByRole('textbox', { name: '短信里的 6 位数字' }).fill(await received(old));
  await old.presses('确认委托');
  const helper = await anotherDevice();
  await helper.goes('/sign-in');
  await helper.signsIn('许安');
  await helper.goes('/me/hats');
  await helper.presses('我来帮忙');
  await helper.presses(/^罗文清/);
  await expect(helper.page.getByText('您在替 罗文清 办')).toBeVisible();
});
