// Who is vouched for by an identity provider: new, again, and with an account by phone already.

import { audit } from '../office/audit';
import { expect, test as base } from '../office/journey';
import type { Parent } from '../office/parent';
import { provide } from '../office/provider';
import { freePort } from '../office/server';

const test = base.extend<{ issuer: string; provider: void }>({
  issuer: async ({}, use) => use(`http://localhost:${await freePort()}`),
  settings: async ({ issuer }, use) =>
    use({
      ZHANGBAN_IDENTITY_ISSUER: issuer,
      ZHANGBAN_IDENTITY_CLIENT_ID: 'zhangban',
      ZHANGBAN_IDENTITY_SECRET: 'synthetic',
    }),
  provider: [
    async ({ issuer, server }, use) => {
      const provider = await provide(issuer, `${server.url}/sign-in/identity/return`);
      await use();
      provider.kill();
    },
    { auto: true },
  ],
});

const PHONE = '13911112222';

/** Goes to the provider, says who one is there, and comes back. */
async function isIdentified(parent: Parent, start: string, who: string): Promise<void> {
  const { page } = parent;
  await page.getByRole('button', { name: start }).click();
  // The page goes on by itself, or by its link: whichever is first.
  const goesOn = page.getByRole('link', { name: '去认证' }).click();
  await Promise.race([goesOn.catch(() => undefined), page.waitForURL(/\/who\//)]);
  await page.waitForURL(/\/who\//);
  await page.getByRole('button', { name: who }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/who/') && !url.pathname.endsWith('/return'));
}

async function givesPhone(parent: Parent): Promise<void> {
  await parent.page.getByRole('textbox', { name: '手机号码' }).fill(PHONE);
  await parent.presses('发验证码');
  const phone = await parent.page.context().newPage();
  await phone.goto('/sandbox/messages');
  const said = await phone.getByRole('main').getByRole('listitem').first().innerText();
  await phone.close();
  await parent.page.getByRole('textbox', { name: '短信里的 6 位数字' }).fill(/\d{6}/.exec(said)?.[0] ?? '');
  await parent.presses('登录');
}

test('somebody new is vouched for, gives a phone once, and comes back without it @everywhere', async ({ parent, anotherDevice }) => {
  parent.look = audit;
  await parent.goes('/sign-in?next=/me/devices');
  await isIdentified(parent, '用身份认证平台登录', '我是吴桐');
  await expect(parent.title('请留一个手机号')).toBeVisible();
  await audit(parent.page);
  await givesPhone(parent);
  await expect(parent.title('登录过的设备')).toBeVisible();
  await parent.goes('/me');
  await expect(parent.title(/吴桐/)).toBeVisible();
  const again = await anotherDevice();
  await again.goes('/sign-in');
  await isIdentified(again, '用身份认证平台登录', '我是吴桐');
  await expect(again.title(/吴桐/)).toBeVisible();
});

test('who has an account already links it, and who does not agree comes back with a reason', async ({ parent, page }) => {
  await parent.goes('/sign-in?next=/me/means');
  await isIdentified(parent, '用身份认证平台登录', '不同意');
  await expect(page.getByRole('alert').first()).toContainText('没有同意');
  await parent.signsIn('林晓');
  await expect(parent.title('登录方式')).toBeVisible();
  await isIdentified(parent, '加上身份认证平台', '我是林晓');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
  parent.look = audit;
  await parent.goes('/me/means');
  await parent.presses('不再用：身份认证平台');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
});
