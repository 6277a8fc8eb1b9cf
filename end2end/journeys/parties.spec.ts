// Applying together: both parents at their own devices, one who declines first; two shareholders; twins; and a link that a stranger opens.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { Party } from '../office/party';
import { day, LIN_XIAO_WITHOUT_PAPERS, SHEN_JING } from '../office/people';

/** What is the other twin's own: everything else was said for the first one. */
const OTHER_TWIN = {
  孩子姓名: '林知秋',
  孩子性别: '男',
  出生时间: `${day(-6)} 03:50`,
  出生的医院: '示范市妇幼保健院',
};

test('both parents sign at their own devices, and the one who declined first thinks again', async ({ parent, page, anotherDevice }) => {
  test.slow();
  parent.look = audit;
  const draft = await parent.begins(LIN_XIAO_WITHOUT_PAPERS);
  await parent.completesForm(LIN_XIAO_WITHOUT_PAPERS);
  await parent.checksAlone();
  const alone = await parent.submits();
  expect(alone.status(), 'not without the father').toBe(422);
  await parent.follows(/^还没有请父亲 陈远来确认/);
  await page.getByRole('textbox', { name: '他的手机号码' }).fill('123');
  const refused = await parent.presses('做一个链接');
  expect(refused.status()).toBe(422);
  await expect(page.getByRole('textbox', { name: '他的手机号码' })).toHaveValue('123');
  const invitation = await parent.asks('13800000002');
  await expect(page.locator('#message')).toContainText(`林晓请您一起办一件事，要您本人看过、签名。另有 6 位数字，我当面或打电话告诉您。请在示范市的“掌办”打开：${invitation.link}`);
  const copy = page.getByRole('button', { name: '复制这段话' });
  await expect(copy).toBeVisible({ visible: test.info().project.use.javaScriptEnabled !== false });
  await parent.follows('好了，继续');
  await expect(parent.title('请核对一遍')).toBeVisible();

  const father = new Party((await anotherDevice()).page);
  father.look = audit;
  await father.goes(invitation.link);
  await expect(father.title('有人请您一起办一件事')).toBeVisible();
  await expect(father.page.locator('body')).not.toContainText('林');
  await expect(father.page.getByRole('main')).toContainText('这里是示范市的“掌办”');
  expect(father.page.url()).not.toContain('link=');
  await father.follows('登录');
  await father.signsIn('陈远');
  await expect(father.page).toHaveURL(/\/invitation$/);
  await father.page.getByRole('textbox', { name: '请您的人告诉您的 6 位数字' }).fill('1');
  const wrong = await father.presses('打开');
  expect(wrong.status()).toBe(422);
  await father.joins(invitation);
  const part = father.page.url();
  const main = father.page.getByRole('main');
  await expect(main).toContainText('林晓 请您一起办这件事');
  await expect(main).toContainText('林知夏');
  await expect(main).not.toContainText('000000199605180026');
  await expect(main).not.toContainText('13800000001');

  await father.follows(/^父亲的信息/);
  const contested = main.getByRole('button', { name: /(姓名|号码)不对/ });
  await expect(contested, 'who he is, is the account’s to say').toHaveCount(0);
  await father.presses(/^(保存并继续|没有错，继续)$/);
  await expect(father.page).toHaveURL(part);
  await father.follows('不同意');
  await father.page.getByRole('textbox', { name: /^为什么/ }).fill('名字还没商量好');
  await father.presses('不同意');
  await expect(main).toContainText('您没有同意');

  await parent.goes(`${draft}/parties/father`);
  await expect(page.getByRole('main')).toContainText('陈远 没有同意');
  await expect(page.getByRole('main')).toContainText('名字还没商量好');
  await father.presses('我再想想');
  await father.presses(/^发验证码到 138/);
  const digits = await father.received();
  await father.enters(digits === '000000' ? '111111' : '000000');
  const mistyped = await father.presses('同意并签名');
  expect(mistyped.status()).toBe(422);
  await expect(father.page.getByRole('alert')).toContainText('数字不对');
  await father.enters(digits);
  await father.presses('同意并签名');
  await expect(main).toContainText('您同意了');

  await parent.goes(`${draft}/form/child?edit=child/person.name`);
  await parent.field('孩子姓名').fill('林知秋');
  await parent.saves();
  await parent.goes(`${draft}/check`);
  expect((await parent.submits()).status(), 'he agreed to something else').toBe(422);
  await expect(page.getByRole('alert')).toContainText('再签一次');
  await father.goes(part);
  await expect(main).toContainText('请再看一遍、再签一次');
  await expect(main).toContainText('林知秋');
  await father.agreesTogether();
  await parent.goes(`${draft}/check`);
  await parent.submits();
  await expect(page).toHaveURL(/\/applications\//);
  await father.goes('/me');
  await expect(main).toContainText('林知秋的出生');
  await father.goes(part);
  await expect(main).toContainText('已经提交了');
  const file = await father.page.getByRole('link', { name: '下载您签过名的内容' }).getAttribute('href');
  const signed = await (await father.page.request.get(file ?? '')).json();
  expect(signed.signatures).toHaveLength(1);
  expect(JSON.stringify(signed)).not.toContain('000000199605180026');
});

test('a link opened by a stranger, or by nobody known, says nothing of whom or what', async ({ parent, anotherDevice }) => {
  test.slow();
  const draft = await parent.begins(LIN_XIAO_WITHOUT_PAPERS);
  await parent.completesForm(LIN_XIAO_WITHOUT_PAPERS);
  await parent.goes(`${draft}/parties/father`);
  const first = await parent.asks('13800000002');
  const { link, digits } = await parent.asks('13800000002');
  const stranger = new Party((await anotherDevice()).page);
  stranger.look = audit;
  expect((await stranger.goes(first.link)).status(), 'there is a newer one').toBe(404);
  await expect(stranger.title('这个链接打不开了')).toBeVisible();
  await stranger.comesAs('周禾');
  await stranger.goes(link);
  await expect(stranger.page.getByRole('main')).not.toContainText('陈远');
  await stranger.page.getByRole('textbox', { name: '请您的人告诉您的 6 位数字' }).fill(digits);
  const refused = await stranger.presses('打开');
  expect(refused.status()).toBe(422);
  await expect(stranger.page.getByRole('alert')).toContainText('对不上');
  await expect(stranger.page.getByRole('main')).not.toContainText('陈远');
  const father = new Party((await anotherDevice()).page);
  await father.comesAs('陈远');
  await father.joins({ link, digits });
  const late = await stranger.goes(link);
  expect(late.status(), 'somebody else took it').toBe(404);
  const part = await stranger.goes(new URL(father.page.url()).pathname);
  expect(part.status()).toBe(404);
});

test('after one twin the other is filed, and nothing is typed but what is its own', async ({ parent, page, anotherDevice }) => {
  test.slow();
  const first = await parent.applies(LIN_XIAO_WITHOUT_PAPERS);
  await parent.presses('接着办下一个');
  const draft = parent.draft();
  await parent.follows('继续');
  await parent.agrees();
  await expect(parent.field('孩子姓名'), 'that was the first one’s').toHaveValue('');
  await parent.completesForm({ ...LIN_XIAO_WITHOUT_PAPERS, says: OTHER_TWIN });
  await parent.handsInPapers();
  await parent.checksAlone();
  const main = page.getByRole('main');
  await parent.goes(`${draft}/form/father`);
  await audit(page);
  await expect(parent.field('父亲民族'), 'he says it himself').toHaveCount(0);
  await expect(main).toContainText('父亲民族由 陈远 本人填');

  const father = new Party((await anotherDevice()).page);
  await father.comesAs('陈远');
  await father.follows(/请您看$/);
  const part = father.page.url();
  await father.follows(/^让我们帮您查/);
  await father.agrees();

  await parent.goes(`${draft}/check`);
  await expect(main).toContainText('林知秋');
  await expect(main).toContainText('陈远');
  await expect(main).not.toContainText('林知夏');
  await father.goes(part);
  await father.agreesTogether();
  await parent.goes(`${draft}/check`);
  await parent.submits();
  await expect(parent.title('林知秋的出生')).toBeVisible();
  expect(parent.application()).not.toBe(first);
  await parent.goes('/applications');
  await expect(main.getByRole('listitem')).toHaveCount(2);
});

test('both shareholders of a company close it, one in her own account', async ({ parent, page }) => {
  test.slow();
  await parent.begins(SHEN_JING, 'deregistration');
  await parent.completesForm(SHEN_JING);
  await parent.handsInPapers();
  await parent.checks();
  await expect(page.getByRole('main')).toContainText('韩雪');
  await parent.submits();
  await expect(page).toHaveURL(/\/applications\//);
});
