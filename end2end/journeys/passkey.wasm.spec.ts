// A face or a finger at one's own phone: added after a code, let in by, and asked for once more where it matters.

import type { Page } from '@playwright/test';

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import type { Parent } from '../office/parent';
import { LIN_XIAO_WITHOUT_PAPERS as LIN_XIAO } from '../office/people';

const PHONE = '13911112222';
// Whom the household register knows, and who has no account yet.
const NAME = '吴桐';
const ID_NUMBER = '000000199707200032';

/** The phone's own lock: a device that keeps keys and knows its owner, or does not. It is gone once another session of the browser's
 * tools ends, as an audit's does: pages are audited after the last ceremony. */
class Lock {
  private constructor(private readonly owner: (isThere: boolean) => Promise<unknown>) {}

  static async on(page: Page): Promise<Lock> {
    const browser = await page.context().newCDPSession(page);
    await browser.send('WebAuthn.enable');
    const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true } as const;
    const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', { options });
    return new Lock((isUserVerified) => browser.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }));
  }

  /** Its owner looks at it, or somebody else does. */
  async sees(isOwner: boolean): Promise<void> {
    await this.owner(isOwner);
  }
}

/** Adds a finger to an account, and signs in once more without it. */
async function addsFinger(parent: Parent): Promise<void> {
  await parent.goes('/sign-in');
  await parent.signsIn('林晓');
  await parent.goes('/me/passkeys/add?next=/me/passkeys');
  await parent.presses(/^发验证码到 138/);
  await parent.page.getByRole('textbox', { name: '短信里的 6 位数字' }).fill(await parent.received());
  await parent.presses('确认');
  await parent.presses('刷脸或按指纹，加上');
  await parent.goes('/me');
  await parent.presses('退出登录');
  await parent.goes('/sign-in');
  await parent.signsIn('林晓');
}

test('somebody new becomes known by name, adds a finger, signs in with it and shows that they are there', { tag: '@everywhere' }, async ({ parent, page }) => {
  test.slow();
  const lock = await Lock.on(page);

  await parent.goes('/me/live?next=/applications');
  await page.getByRole('textbox', { name: '手机号码' }).fill(PHONE);
  await parent.presses('发验证码');
  await page.getByRole('textbox', { name: '短信里的 6 位数字' }).fill(await parent.received());
  await parent.presses('登录');
  await page.getByRole('textbox', { name: '姓名' }).fill(NAME);
  await page.getByRole('textbox', { name: '身份证号码' }).fill(ID_NUMBER);
  await parent.presses('核对');

  // No key yet: a code to one's own phone, then the device; and back to where it was wanted.
  await expect(parent.title('请确认是您本人')).toBeVisible();
  await parent.follows('去加');
  await parent.presses(/^发验证码到 139/);
  await page.getByRole('textbox', { name: '短信里的 6 位数字' }).fill(await parent.received());
  await parent.presses('确认');
  await parent.presses('刷脸或按指纹，加上');
  await expect(page).toHaveURL(/\/applications$/);
  await parent.goes('/me/passkeys');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);

  await parent.goes('/me');
  await parent.presses('退出登录');
  await parent.goes('/me/passkeys');
  await parent.presses('刷脸或按指纹登录');
  await expect(parent.title('刷脸、按指纹登录')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('最近用过');

  // Adding another one: the session alone is not enough, the key that is there is.
  await parent.goes('/me/passkeys/add?next=/me/passkeys');
  await lock.sees(false);
  await page.getByRole('button', { name: '用加过的刷脸或指纹确认' }).click();
  await expect(page.getByRole('alert')).toContainText('没有成功');
  await lock.sees(true);
  await parent.presses('用加过的刷脸或指纹确认');
  await expect(page.getByRole('button', { name: '刷脸或按指纹，加上' })).toBeVisible();
  // The same device a second time is not another one.
  await page.getByRole('button', { name: '刷脸或按指纹，加上' }).click();
  await expect(page.getByRole('alert')).toContainText('没有成功');

  await parent.goes('/me/passkeys');
  await parent.presses(/^删掉：/);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(0);
  await parent.goes('/me');
  await parent.presses('退出登录');
  await parent.goes('/sign-in');
  await parent.presses('刷脸或按指纹登录');
  await expect(page.getByRole('alert')).toContainText('没有核对上');
  await audit(page);
});

test('a step that needs a living person is refused to a stranger at the device and goes on with its owner', { tag: '@phone' }, async ({ parent, page }) => {
  const lock = await Lock.on(page);
  await addsFinger(parent);

  await parent.goes('/me/live?next=/applications');
  await lock.sees(false);
  await page.getByRole('button', { name: '刷脸或按指纹', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('没有成功');
  await expect(page).toHaveURL(/\/me\/live/);
  await lock.sees(true);
  const before = (await page.context().cookies()).find((cookie) => cookie.name === 'session')?.value;
  await parent.presses('刷脸或按指纹');
  await expect(page).toHaveURL(/\/applications$/);
  const after = (await page.context().cookies()).find((cookie) => cookie.name === 'session')?.value;
  expect(after, 'who may do more has a new token').not.toBe(before);
  await parent.goes('/me/live?next=/applications');
  await audit(page);
  await parent.follows('继续');
  await expect(page).toHaveURL(/\/applications$/);
});

test('a mandate is confirmed by a finger instead of a code', { tag: '@phone' }, async ({ parent, page }) => {
  await Lock.on(page);
  await addsFinger(parent);
  await parent.goes('/me/mandates/new');
  await page.getByRole('textbox', { name: '帮忙的人的姓名' }).fill('陈远');
  await page.getByRole('textbox', { name: '帮忙的人的手机号码' }).fill('13800000002');
  await page.getByRole('radio', { name: '所有的事，包括以后新开的' }).check();
  await parent.presses('下一步');
  await parent.follows('用加过的刷脸或指纹确认');
  await parent.presses('刷脸或按指纹');
  await parent.presses('确认委托');
  await expect(page.getByRole('main')).toContainText('等对方答应');
});

test('an application is signed by a finger, and what was signed can be looked at and holds', { tag: '@phone' }, async ({ parent, page }) => {
  test.slow();
  const lock = await Lock.on(page);
  await addsFinger(parent);
  await parent.goes('/themes/newborn/plan');
  await parent.answers(LIN_XIAO);
  await parent.presses('开始填写');
  await parent.agrees();
  const draft = parent.draft();
  await parent.completesForm(LIN_XIAO);
  await parent.checks();
  await parent.follows('去签名');
  await lock.sees(false);
  await page.getByRole('button', { name: '刷脸或按指纹签名' }).click();
  await expect(page.getByRole('alert')).toContainText('没有成功');
  await lock.sees(true);
  await parent.presses('刷脸或按指纹签名');
  await expect(parent.title('林知夏的出生')).toBeVisible();
  await parent.goes(draft);
  await expect(page).toHaveURL(/\/applications/);
  await parent.goes('/applications');
  await parent.follows(/林知夏的出生/);
  await parent.follows('看签过名的内容');
  await expect(page.getByRole('main')).toContainText('内容和签名都对得上');
  await expect(page.getByRole('main')).toContainText('刷脸或按指纹');
  await audit(page);
});

test('a browser that knows no keys says what to do instead', { tag: '@phone' }, async ({ parent, page }) => {
  parent.look = audit;
  await page.addInitScript('delete window.PublicKeyCredential');
  await parent.goes('/sign-in');
  await expect(page.getByRole('button', { name: '刷脸或按指纹登录' })).toHaveCount(0);
  await parent.signsIn('林晓');
  await parent.goes('/me/passkeys/add');
  await parent.presses(/^发验证码到 138/);
  await page.getByRole('textbox', { name: '短信里的 6 位数字' }).fill(await parent.received());
  await parent.presses('确认');
  await expect(page.getByRole('main')).toContainText('请换手机自带的浏览器打开');
  await expect(page.getByRole('button', { name: '刷脸或按指纹，加上' })).toHaveCount(0);
});
