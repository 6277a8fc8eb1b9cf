// Who is asking: somebody new, by their phone, then by their name when it matters; and where they are signed in.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';

const PHONE = '13911112222';
// Whom the household register knows, and who has no account yet.
const NAME = '吴桐';
const ID_NUMBER = '000000199707200032';

test('somebody new signs in by phone and says who they are when it matters', async ({ parent, page }) => {
  parent.look = audit;
  await parent.goes('/themes/social-card/plan');
  await parent.presses('给我自己');
  await parent.presses('从来没办过');
  await parent.presses('登录后填写');
  await parent.signsInByPhone(PHONE);
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
