// Who is asking: somebody new, by their phone, then by their name when it matters; and where they are signed in.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import type { Parent } from '../office/parent';

const PHONE = '13911112222';
// Whom the household register knows, and who has no account yet.
const NAME = '吴桐';
const ID_NUMBER = '000000199707200032';

/** The digits that came to a phone last, read where the sandbox shows them. */
async function received(parent: Parent): Promise<string> {
  const phone = await parent.page.context().newPage();
  await phone.goto('/sandbox/messages');
  const said = await phone.getByRole('main').getByRole('listitem').first().innerText();
  await phone.close();
  return /\d{6}/.exec(said)?.[0] ?? '';
}

async function signsInByPhone(parent: Parent): Promise<void> {
  await parent.page.getByRole('textbox', { name: '手机号码' }).fill(PHONE);
  await parent.presses('发验证码');
  await parent.page.getByRole('textbox', { name: '短信里的 6 位数字' }).fill(await received(parent));
  await parent.presses('登录');
}

test('somebody new signs in by phone and says who they are when it matters', async ({ parent, page }) => {
  parent.look = audit;
  await parent.goes('/themes/social-card/plan');
  await parent.presses('给我自己');
  await parent.presses('从来没办过');
  await parent.presses('登录后填写');
  await signsInByPhone(parent);
  await parent.presses('开始填写');
  await parent.presses('同意，帮我填');
  await expect(parent.title('请告诉我们您是谁')).toBeVisible();
  await page.getByRole('textbox', { name: '姓名' }).fill('林晓');
  await page.getByRole('textbox', { name: '身份证号码' }).fill(ID_NUMBER);
  await parent.presses('核对');
  await expect(page.getByRole('alert')).toContainText('对不上');
  await expect(page.getByRole('textbox', { name: '身份证号码' })).toHaveValue(ID_NUMBER);
  await page.getByRole('textbox', { name: '姓名' }).fill(NAME);
  await parent.presses('核对');
  await parent.presses('同意，帮我填');
  await expect(page).toHaveURL(/\/form\//);
  await expect(page.getByRole('main')).toContainText(NAME);
});

test('a phone that was lost is signed out from another device', async ({ parent, anotherDevice }) => {
  await parent.goes('/sign-in');
  await parent.signsIn('林晓');
  const lost = await anotherDevice();
  await lost.goes('/sign-in');
  await lost.signsIn('林晓');
  await parent.goes('/me/devices');
  await parent.presses(/^退出：/);
  await lost.goes('/me');
  await expect(lost.title('登录')).toBeVisible();
  await parent.goes('/me');
  await expect(parent.title(/林晓/)).toBeVisible();
});
