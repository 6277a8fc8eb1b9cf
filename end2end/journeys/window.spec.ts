// The window of a hall: somebody without a phone signs on paper, a helper acts for them, and it ends where it began.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';

// Whom the household register knows, and who has no account.
const NAME = '吴桐';
const ID_NUMBER = '000000199707200032';

test('somebody without a phone signs a mandate at a window, and the helper acts until it is ended there', async ({ officer, parent, page }) => {
  const window = await officer('方圆');
  const at = window.page;
  await at.goto('/me');
  await expect(at).toHaveURL(/\/desk\/window$/);
  await at.getByLabel('姓名').fill('吴同');
  await at.getByLabel('身份证号码').fill(ID_NUMBER);
  await window.presses('核对');
  await expect(at.getByRole('alert')).toContainText('对不上');
  await expect(at.getByLabel('身份证号码')).toHaveValue(ID_NUMBER);
  await audit(at);
  await at.getByLabel('姓名').fill(NAME);
  await window.presses('核对');
  await expect(at.getByRole('main')).toContainText('还没有账户');
  await audit(at);

  await at.getByRole('link', { name: '写一份委托书' }).click();
  await window.presses('下一步：打印');
  await expect(at.getByRole('alert').getByRole('link')).toHaveCount(2);
  await audit(at);
  await at.getByLabel('帮忙的人的姓名').fill('陈远');
  await at.getByLabel('帮忙的人的手机号码').fill('13800000002');
  await at.getByRole('radio', { name: '所有的事，包括以后新开的' }).check();
  await window.presses('下一步：打印');
  await expect(at.getByRole('heading', { level: 1, name: '委托书' })).toBeVisible();
  await expect(at.getByRole('main')).not.toContainText(ID_NUMBER);
  await audit(at);

  await parent.goes('/sign-in');
  await parent.signsIn('陈远');
  await parent.goes('/me/hats');
  await expect(page.getByRole('main')).not.toContainText(NAME);
  await window.presses('已经当面签字，原件存档');
  await expect(at.getByRole('status')).toContainText('委托书记下了');
  await parent.goes('/me/hats');
  await parent.presses('我来帮忙');
  await parent.presses(new RegExp(`^${NAME}`));
  await expect(page.getByText(`您在替 ${NAME} 办`)).toBeVisible();

  await window.presses('停止给 陈远 的委托');
  await expect(at.getByRole('main')).toContainText('没有有效的委托');
  await parent.goes('/me');
  await expect(page.getByText(`您在替 ${NAME} 办`)).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: `${NAME} 收回了委托` })).toBeVisible();

  await window.presses('办完了，接待下一位');
  await at.goto('/desk/window/person');
  await expect(at.getByRole('alert')).toContainText('再核对一次');
});

test('somebody whose phone is gone signs in with another number that was set at a window', async ({ officer, parent, page }) => {
  const window = await officer('方圆');
  const at = window.page;
  await at.goto('/desk/window');
  await at.getByLabel('姓名').fill(NAME);
  await at.getByLabel('身份证号码').fill(ID_NUMBER);
  await window.presses('核对');
  await at.getByRole('link', { name: '换登录用的手机号' }).click();
  await at.getByLabel('新手机号码').fill('139 1111 2222');
  await at.getByLabel('再填一遍').fill('13911112223');
  await window.presses('就用这个号码');
  await expect(at.getByRole('alert')).toContainText('两遍填的不一样');
  await audit(at);
  await at.getByLabel('新手机号码').fill('139 1111 2222');
  await at.getByLabel('再填一遍').fill('13911112222');
  await window.presses('就用这个号码');
  await expect(at.getByRole('main')).toContainText('用 139****2222 登录');
  await at.getByRole('link', { name: '这个账户不是本人的' }).click();
  await audit(at);

  await parent.goes('/sign-in');
  await page.getByRole('textbox', { name: '手机号码' }).fill('13911112222');
  await parent.presses('发验证码');
  const phone = await page.context().newPage();
  await phone.goto('/sandbox/messages');
  const said = await phone.getByRole('main').getByRole('listitem').filter({ hasText: /13911112222/ }).first().innerText();
  await phone.close();
  await page.getByRole('textbox', { name: '短信里的 6 位数字' }).fill(/(?<!\d)\d{6}(?!\d)/.exec(said)?.[0] ?? '');
  await parent.presses('登录');
  await parent.goes('/me');
  await expect(parent.title()).toContainText(NAME);
});
