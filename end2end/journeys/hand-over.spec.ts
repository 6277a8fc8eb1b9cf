// From the mini-program into the web-view, where a worker answers for the network: a hand-over opens once, and nothing of one account is
// left to the next.

import { everywhere } from '../office/everywhere';
import { expect } from '../office/journey';
import { WECHAT } from '../office/shells';
import { WeChat } from '../office/wechat';
import { CUT, hasWorker, kept, owners, reads, test as onNetwork, UNREAD } from '../office/worker';

const PHONE = '13911112222';
const SHOWN = '139****2222';

const test = onNetwork.extend<{ wechat: WeChat }>({
  wechat: async ({}, use) => {
    const wechat = await WeChat.start();
    await use(wechat);
    await wechat.stop();
  },
  settings: async ({ wechat }, use) => use(wechat.settings),
});

test.describe('in our mini-program, with the worker', { tag: '@phone' }, () => {
  test.use({ serviceWorkers: 'allow', userAgent: WECHAT.userAgent });
  test.beforeEach(async ({ faults, page }) => {
    faults.expect(CUT);
    await page.route(WECHAT.script, (route) => route.abort());
  });

  test('a hand-over opens once, and after signing out neither it nor what was read lets anybody see anything', async ({ parent, page, wechat, server, network }) => {
    await hasWorker(parent);
    const entrance = await wechat.entrance(server, 'somebody', '/me');
    await parent.goes(entrance);
    await parent.signsInByPhone(PHONE);
    await expect(page).toHaveURL(/\/me$/);
    await reads(parent, '/me');
    expect((await parent.goes(entrance)).status()).toBe(410);
    await parent.goes('/me');
    await expect(parent.title()).toContainText(SHOWN);
    await parent.presses('退出登录');
    expect(await owners(page)).toEqual([]);
    expect((await parent.goes(entrance)).status()).toBe(410);
    await parent.goes('/me');
    await expect(page).toHaveURL(/\/sign-in/);
    expect(Object.values(await kept(page)).flat(), 'no entrance is kept').not.toContain('/enter');
    network.cut();
    await parent.goes('/me');
    await expect(parent.title(UNREAD)).toBeVisible();
    await expect(page.getByText(SHOWN)).toHaveCount(0);
  });

  test('whoever makes room for another account leaves no page behind, though the next one never arrives', async ({ parent, page, wechat, server, network }) => {
    await hasWorker(parent);
    await parent.goes('/sign-in');
    await parent.signsIn('林晓');
    await reads(parent, '/me');
    await parent.goes(await wechat.entrance(server, 'somebody', '/me'));
    expect(await everywhere(page)).toEqual([]);
    network.cuts = ({ method }) => (method === 'GET' ? 'there' : undefined);
    expect((await parent.presses('退出，用微信登录')).status()).toBe(503);
    expect(await owners(page)).toEqual([]);
    await parent.goes('/me');
    await expect(parent.title(UNREAD)).toBeVisible();
    await expect(page.getByText('林晓')).toHaveCount(0);
  });
});
