// In WeChat and Alipay: what their web-views do not have is not missed, and nothing is offered that cannot work there.

import type { Page } from '@playwright/test';

import { APPS, BRIDGE } from '../office/apps';
import { audit } from '../office/audit';
import { asInAnApp } from '../office/engine';
import { expect, test } from '../office/journey';
import { photo } from '../office/papers';
import { LIN_XIAO } from '../office/people';

/** Lets the app's own script be one that only notes which page of the mini-program is to be opened. */
async function bridges(page: Page): Promise<void> {
  const body = 'window.wx = { miniProgram: { navigateTo: ({ url }) => { window.opened = url; } } };';
  await page.route(BRIDGE, (route) => route.fulfill({ contentType: 'text/javascript', body }));
}

const isBridged = (page: Page) => page.evaluate(() => 'wx' in window);
const opened = (page: Page) => page.evaluate(() => String(Reflect.get(window, 'opened')));

/** Nothing on a page leads where a web-view cannot go. */
async function offersNoDeadEnd(page: Page): Promise<void> {
  await expect(page.locator('a[download], [target=_blank], form#passkey, a[href^="/me/passkeys"]')).toHaveCount(0);
  await expect(page.getByText(/可以打印|浏览器的打印/)).toHaveCount(0);
}

for (const [app, userAgent] of Object.entries(APPS)) {
  test.describe(app, { tag: '@phone' }, () => {
    test.use({ userAgent });
    test.beforeEach(({ context }) => asInAnApp(context));

    test(`in ${app} a mother applies, and takes what she signed to another browser`, async ({ parent, anotherDevice }) => {
      test.slow();
      parent.look = offersNoDeadEnd;
      await parent.goes('/themes/newborn');
      await parent.follows('看看我要办哪些');
      await parent.answers(LIN_XIAO);
      await parent.presses('登录后填写');
      await parent.signsIn(LIN_XIAO.name);
      await parent.presses('开始填写');
      await parent.agrees();
      await parent.files(LIN_XIAO);
      await expect(parent.title('林知夏的出生')).toBeVisible();

      await parent.goes(`${parent.application()}/record`);
      await parent.presses('发到我的消息里');
      await parent.follows('已经发到您自己的消息里，去看');
      await expect(parent.message('您签过名的内容', '手机自带的浏览器')).toBeVisible();
      for (const path of ['/me', '/me/library', '/me/data', '/me/data/export', '/themes/newborn/poster']) await parent.goes(path);

      const atHome = await anotherDevice();
      await atHome.goes('/sign-in');
      await atHome.signsIn(LIN_XIAO.name);
      await atHome.goes('/me/inbox');
      await atHome.follows('去下载');
      await expect(atHome.page.locator('a[download]')).toBeVisible();
    });

    test(`in ${app} the page for the hotline says what does not work`, async ({ parent, page }) => {
      await parent.goes('/about/device');
      await expect(page.locator('#short')).toContainText(/^(微信 8\.0|支付宝 10\.5) · .* · 边填边提示 可用 · 通行密钥 不可用/);
      await expect(page.getByRole('listitem').filter({ hasText: '本机存储' })).toContainText('不可用');
      await expect(page.getByRole('listitem').filter({ hasText: '手机的时间' })).toContainText('准');
      const camera = page.getByRole('listitem').filter({ hasText: '拍照' }).locator('.state');
      await expect(camera, 'nobody knows before it is tried').toHaveText('在下面点一下试试');
      await page.getByLabel('试一下：拍一张照片').setInputFiles(photo());
      await expect(camera).toHaveText('可用');
      await expect(page.getByText('可用：拿到照片了，没有发出去。')).toBeVisible();
      await audit(page);
    });
  });
}

test.describe('in our mini-program', { tag: '@phone' }, () => {
  const settings = { ZHANGBAN_WECHAT_APP_ID: 'wx0000000000000000', ZHANGBAN_WECHAT_SECRET: 'nobody' };
  test.use({ userAgent: APPS['微信小程序'], settings });

  test('signing in opens the page of the mini-program, and comes back to where it was wanted', async ({ parent, page }) => {
    await bridges(page);
    await parent.goes('/applications');
    await expect.poll(() => isBridged(page)).toBe(true);
    await page.getByRole('link', { name: '用微信登录' }).click();
    await expect.poll(() => opened(page)).toBe('/pages/hand-over/index?for=sign-in&back=/applications');
  });

  test('photos are chosen in the mini-program, and stand on the page of the paper afterwards', async ({ parent, page, request }) => {
    test.slow();
    await bridges(page);
    await parent.begins(LIN_XIAO);
    await parent.completesForm(LIN_XIAO);
    const [needed = ''] = await parent.neededPapers();
    await parent.opensPaper(needed);
    const paper = new URL(page.url()).pathname;
    await expect.poll(() => isBridged(page)).toBe(true);
    await audit(page);
    await page.getByRole('link', { name: '用微信选照片' }).click();
    await expect.poll(() => opened(page)).toMatch(/for=pictures&back=[^&]*&count=10&grant=[0-9a-f]{64}$/);
    const asked = new URLSearchParams((await opened(page)).split('?')[1]);
    expect(asked.get('back')).toBe(paper);
    // As the app sends it: from no page, without a cookie.
    const sent = await request.post(`/hand-over/pictures/${asked.get('grant')}`, { multipart: { file: photo() } });
    expect(sent.status()).toBe(201);
    await parent.goes(paper);
    await expect(page.locator('#files').getByRole('link', { name: '照片' })).toBeVisible();
  });

  test('where nobody answers, the link leads to the page it is on, and may be pressed again', async ({ parent, page, faults }) => {
    test.slow();
    faults.expect(/net::ERR_ABORTED/);
    await bridges(page);
    await parent.begins(LIN_XIAO);
    await parent.completesForm(LIN_XIAO);
    const [needed = ''] = await parent.neededPapers();
    await parent.opensPaper(needed);
    const paper = new URL(page.url()).pathname;
    await page.clock.install();
    await parent.goes(paper);
    await expect.poll(() => isBridged(page)).toBe(true);
    const grants = `**${paper}/pictures`;
    await page.route(grants, () => undefined);
    const link = page.getByRole('link', { name: '用微信选照片' });
    await link.click();
    await expect(link).toHaveAttribute('aria-busy', 'true');
    await page.clock.runFor(8_000);
    await expect(link).not.toHaveAttribute('aria-busy');
    await page.unroute(grants);
    await expect.poll(() => isBridged(page)).toBe(true);
    await link.click();
    await expect.poll(() => opened(page)).toMatch(/&grant=[0-9a-f]{64}$/);
  });

  test('where the script of the app never arrives, the same link leads to the number', async ({ parent, page, faults }) => {
    faults.expect(/net::ERR_FAILED/);
    await page.route(BRIDGE, (route) => route.abort());
    await parent.goes('/applications');
    await page.getByRole('link', { name: '用微信登录' }).click();
    await expect(page).toHaveURL(/#phone$/);
    await expect(page.getByRole('textbox', { name: '手机号码' })).toBeInViewport();
  });
});
