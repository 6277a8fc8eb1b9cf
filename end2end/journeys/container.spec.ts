// In WeChat and Alipay: what their web-views do not have is not missed, and nothing is offered that cannot work there.

import type { APIRequestContext, Page } from '@playwright/test';

import { APPS } from '../office/apps';
import { audit } from '../office/audit';
import { asInAnApp, withoutPicker } from '../office/engine';
import { follow } from '../office/follow';
import { expect, test } from '../office/journey';
import { photo } from '../office/papers';
import type { Parent } from '../office/parent';
import { LIN_XIAO } from '../office/people';
import { bridges, type Call, isBridged, SHELLS, WECHAT } from '../office/shells';

const PICK = '拍照或选文件';

/** Nothing on a page leads where a web-view cannot go. */
async function offersNoDeadEnd(page: Page): Promise<void> {
  await expect(page.locator('a[download], [target=_blank], form#passkey, a[href^="/me/passkeys"]')).toHaveCount(0);
  await expect(page.getByText(/可以打印|浏览器的打印/)).toHaveCount(0);
}

/** From the guide to the first page of the form. */
async function comesToTheForm(parent: Parent): Promise<void> {
  await parent.goes('/themes/newborn');
  await parent.follows('看看我要办哪些');
  await parent.answers(LIN_XIAO);
  await parent.presses('登录后填写');
  await parent.signsIn(LIN_XIAO.name);
  await parent.presses('开始填写');
  await parent.agrees();
}

/** From the page of a paper: has the mini-program opened, which sends a photo as it does, from no page and without a cookie, and comes
 *  back there. */
async function choosesInTheApp(parent: Parent, app: string, calls: Call[], request: APIRequestContext): Promise<void> {
  const { page } = parent;
  const paper = new URL(page.url()).pathname;
  const before = calls.length;
  await isBridged(page);
  await page.getByRole('link', { name: `用${app}选照片` }).click();
  await expect.poll(() => calls.slice(before)).toHaveLength(1);
  const asked = calls.at(-1)?.url ?? '';
  expect(asked).toMatch(/^\/pages\/hand-over\/index\?for=pictures&back=[^&]*&count=10&grant=[0-9a-f]{64}$/);
  const said = new URLSearchParams(asked.split('?')[1]);
  expect(said.get('back')).toBe(paper);
  const sent = await request.post(`/hand-over/pictures/${said.get('grant')}`, { multipart: { file: photo() } });
  expect(sent.status()).toBe(201);
  await parent.goes(paper);
  await expect(page.locator('#files').getByRole('link', { name: '照片' })).toBeVisible();
}

// What follows is opened as if in an app, whichever it is.
test.beforeEach(({ context }) => asInAnApp(context));

for (const [app, userAgent] of Object.entries(APPS)) {
  test.describe(app, { tag: '@phone' }, () => {
    test.use({ userAgent });

    test(`in ${app} a mother applies, and takes what she signed to another browser`, async ({ parent, anotherDevice }) => {
      test.slow();
      parent.look = offersNoDeadEnd;
      await comesToTheForm(parent);
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

for (const shell of SHELLS) {
  test.describe(`in our mini-program in ${shell.app}`, { tag: '@phone' }, () => {
    // Nothing is fetched ahead: where requests are routed, as the script of the app is, the answer to one that was is not seen here.
    test.use({ userAgent: shell.userAgent, settings: shell.settings, extraHTTPHeaders: { 'save-data': 'on' } });

    test('signing in opens the page of the mini-program, and comes back to where it was wanted', async ({ parent, page }) => {
      const calls = await bridges(page, shell);
      await parent.goes('/applications');
      await isBridged(page);
      await page.getByRole('link', { name: `用${shell.app}登录` }).click();
      await expect.poll(() => calls).toEqual([{ name: 'navigateTo', url: '/pages/hand-over/index?for=sign-in&back=/applications' }]);
    });

    test('where the picker opens nothing a mother chooses photos in the mini-program and applies, and the app is asked for nothing else', async ({ parent, page, context, request }) => {
      test.slow();
      await withoutPicker(context);
      const calls = await bridges(page, shell);
      let pickers = 0;
      page.on('filechooser', () => (pickers += 1));
      parent.look = offersNoDeadEnd;
      await comesToTheForm(parent);
      await parent.completesForm(LIN_XIAO);
      const needed = await parent.neededPapers();
      for (const name of needed) {
        await parent.opensPaper(name);
        await page.getByLabel(PICK).click();
        await audit(page);
        await choosesInTheApp(parent, shell.app, calls, request);
        await parent.follows('好了，继续');
      }
      expect(needed.length, 'there was something to choose').toBeGreaterThan(0);
      expect(await parent.neededPapers(), 'nothing is missing any more').toEqual([]);
      await parent.checks();
      await parent.submits();
      await expect(parent.title('林知夏的出生')).toBeVisible();
      await expect(parent.cases()).toHaveCount(7);
      expect(pickers, 'no picker ever opened').toBe(0);
      expect(calls.map(({ name }) => name)).toEqual(needed.map(() => 'navigateTo'));
    });

    test('where the script of the app never arrives, the same link leads to the number', async ({ parent, page, faults }) => {
      faults.expect(/net::ERR_FAILED/);
      await page.route(shell.script, (route) => route.abort());
      await parent.goes('/applications');
      await page.getByRole('link', { name: `用${shell.app}登录` }).click();
      await expect(page).toHaveURL(/#phone$/);
      await expect(page.getByRole('textbox', { name: '手机号码' })).toBeInViewport();
    });
  });
}

test.describe('in a mini-program of ours whose network is bad', { tag: '@phone' }, () => {
  test.use({ userAgent: WECHAT.userAgent, settings: WECHAT.settings });

  test('where nobody answers, the link leads to the page it is on, and may be pressed again', async ({ parent, page, faults }) => {
    test.slow();
    faults.expect(/net::ERR_ABORTED/);
    const calls = await bridges(page, WECHAT);
    await parent.begins(LIN_XIAO);
    await parent.completesForm(LIN_XIAO);
    const [needed = ''] = await parent.neededPapers();
    await parent.opensPaper(needed);
    const paper = new URL(page.url()).pathname;
    await page.clock.install();
    await parent.goes(paper);
    await isBridged(page);
    const grants = `**${paper}/pictures`;
    await page.route(grants, () => undefined);
    const link = page.getByRole('link', { name: '用微信选照片' });
    await link.click();
    await expect(link).toHaveAttribute('aria-busy', 'true');
    await follow(page, () => page.clock.runFor(8_000));
    await expect(link).not.toHaveAttribute('aria-busy');
    await page.unroute(grants);
    await isBridged(page);
    await link.click();
    await expect.poll(() => calls.at(-1)?.url).toMatch(/&grant=[0-9a-f]{64}$/);
  });
});
