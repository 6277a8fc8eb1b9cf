// On a bad network: what was read stays readable, what was not sent is sent again, and a sentence says what happens.

import type { Page, Response } from '@playwright/test';

import { audit, auditWithoutScript } from '../office/audit';
import { follow } from '../office/follow';
import { expect, test as journey } from '../office/journey';
import { Network } from '../office/network';
import { Parent } from '../office/parent';
import { LIN_XIAO_WITHOUT_PAPERS as LIN_XIAO, TANG_YU } from '../office/people';

const GUIDE = '/themes/newborn';
const PLAN = '/themes/newborn/plan';
const SEEN = /这是 \d+ 月 \d+ 日 \d\d:\d\d 打开时的样子，现在没有网络。/;
const UNREAD = '现在没有网络';
const UNSENT = '网络断了，刚才这一步没有办成';
/** What a browser reports of a cut, and of the pages that say so. */
const CUT = /net::ERR_|status 503|status of 503/;
/** More cuts in a row than happen to anybody. */
const MOST_CUTS = 20;

const test = journey.extend<{ network: Network }>({
  network: async ({ server }, use) => {
    const network = await Network.before(server.url);
    await use(network);
    await network.close();
  },
  baseURL: async ({ network }, use) => use(network.url),
});

/** Opens the first page and waits until the worker answers for the network. */
async function hasWorker(parent: Parent): Promise<void> {
  await parent.goes('/');
  await expect.poll(() => parent.page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** What is kept: the paths by the names of the caches. */
function kept(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async () => {
    const all: Record<string, string[]> = {};
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      all[name] = requests.map(({ url }) => new URL(url).pathname);
    }
    return all;
  });
}

/** Reads a page, which is kept from then on. */
async function reads(parent: Parent, path: string): Promise<void> {
  await parent.goes(path);
  await expect.poll(async () => Object.values(await kept(parent.page)).flat()).toContain(path);
}

/** Who presses again until it gets through. */
class Patient extends Parent {
  protected override async arrives(act: () => Promise<unknown>): Promise<Response> {
    let response = await follow(this.page, act);
    for (let cut = 0; cut < MOST_CUTS && response.status() === 503; cut += 1) {
      const again = this.page.getByRole('button', { name: '再发一次' }).or(this.page.getByRole('link', { name: '再试一次' }));
      response = await follow(this.page, () => again.click());
    }
    return response;
  }
}

test.describe('with the worker', { tag: '@phone' }, () => {
  test.use({ serviceWorkers: 'allow' });
  test.beforeEach(({ faults }) => faults.expect(CUT));

  test('the guide and the list are readable without network, with the time they are of', async ({ parent, page, network }) => {
    await hasWorker(parent);
    await parent.goes(PLAN);
    await parent.answers(LIN_XIAO);
    for (const path of [GUIDE, PLAN]) await reads(parent, path);
    const read = await page.getByRole('main').innerText();
    network.cut();
    expect((await parent.goes(PLAN)).status()).toBe(200);
    await expect(page.getByText(SEEN)).toBeVisible();
    await expect(page.getByRole('main')).toContainText(read.split('\n')[0] ?? '');
    await audit(page);
    await parent.goes(GUIDE);
    await expect(page.getByText(SEEN)).toBeVisible();
    await expect(parent.title('新生儿出生')).toBeVisible();
    expect(await page.evaluate(() => document.scripts.length), 'nothing in it runs').toBe(0);

    expect((await parent.goes('/themes/restaurant')).status()).toBe(503);
    await expect(parent.title(UNREAD)).toBeVisible();
    await audit(page);
    await parent.follows(/新生儿出生/);
    await expect(page.getByText(SEEN)).toBeVisible();
    network.mend();
    await parent.follows('再试一次');
    await expect(page.getByText(SEEN)).toHaveCount(0);
    await expect(parent.title('新生儿出生')).toBeVisible();
  });

  test('the page that is open when the worker comes is kept, too', async ({ parent, page }) => {
    await parent.goes(GUIDE);
    await expect.poll(async () => (await kept(page))['pages'] ?? []).toContain(GUIDE);
  });

  test('the progress is readable without network, and nothing personal is left after signing out', async ({ parent, page, network }) => {
    await hasWorker(parent);
    const application = await parent.applies(LIN_XIAO);
    const own = ['/me', '/applications', application];
    for (const path of own) await reads(parent, path);
    const names = Object.values(await kept(page)).flat();
    expect(names.filter((path) => /^\/(drafts|desk|staff|sign-in)/.test(path)), 'no form is kept').toEqual([]);
    network.cut();
    for (const path of own) {
      await parent.goes(path);
      await expect(page.getByText(SEEN)).toBeVisible();
      await expect(page.getByText('林知夏的出生').first()).toBeVisible();
    }
    network.mend();
    await parent.goes('/me');
    await parent.presses('退出登录');
    expect(Object.keys(await kept(page)).filter((name) => name.startsWith('mine-'))).toEqual([]);
    network.cut();
    for (const path of own) {
      await parent.goes(path);
      await expect(parent.title(UNREAD)).toBeVisible();
      await expect(page.getByText('林知夏')).toHaveCount(0);
    }
  });

  test('another person at the same phone finds nothing of the one before', async ({ parent, page, context, network }) => {
    await hasWorker(parent);
    await parent.goes('/sign-in');
    await parent.signsIn('林晓');
    await reads(parent, '/me');
    // The session ends as sessions do: without a word to this browser.
    await context.clearCookies();
    await parent.goes('/sign-in');
    await parent.signsIn('唐雨');
    await reads(parent, '/me');
    expect(Object.keys(await kept(page)).filter((name) => name.startsWith('mine-'))).toHaveLength(1);
    network.cut();
    await parent.goes('/me');
    await expect(page.getByText('林晓')).toHaveCount(0);
  });

  test('what is not sent stays on the page and is sent again, at every step', async ({ parent, page, network }) => {
    test.slow();
    const cutAt = async (press: () => Promise<Response>, answerOnly = false) => {
      if (answerOnly) network.cuts = ({ method }) => (method === 'POST' ? 'back' : undefined);
      else network.cut();
      expect((await press()).status()).toBe(503);
      await expect(parent.title(UNSENT)).toBeVisible();
      network.mend();
      return parent.presses('再发一次');
    };
    await hasWorker(parent);
    await parent.goes(PLAN);
    const left = new Set(LIN_XIAO.choices);
    const first = await parent.choosesFrom(left);
    await cutAt(() => parent.presses(first));
    await audit(page);
    while (left.size > 0) await parent.presses(await parent.choosesFrom(left));
    await parent.presses('登录后填写');
    await cutAt(() => parent.signsIn(LIN_XIAO.name));
    await parent.presses('开始填写');
    await parent.agrees();
    const form = page.url();
    await parent.fillsIn(LIN_XIAO.says);
    // What the page saves by itself is saved before the cut, so that the button is what is lost.
    await expect(page.getByText('刚才填的已保存。')).toBeVisible();
    await cutAt(() => parent.saves());
    expect(page.url()).not.toBe(form);
    await parent.completesForm(LIN_XIAO);
    await parent.checks();
    await cutAt(() => parent.asksToSign());
    await parent.enters(await parent.received());
    await cutAt(() => parent.presses('签名并提交'), true);
    await expect(parent.title('林知夏的出生')).toBeVisible();
    await parent.goes('/applications');
    await expect(page.getByRole('main').getByRole('listitem'), 'submitted once').toHaveCount(1);
  });

  test('with every third page and form lost on the way an application is filed by pressing again', async ({ page, network }) => {
    test.slow();
    const parent = new Patient(page);
    await hasWorker(parent);
    network.loses(3);
    await parent.begins(LIN_XIAO);
    await parent.completesForm(LIN_XIAO);
    // Who agrees beside her, and where the code is read, are elsewhere and in a better network.
    network.mend();
    await parent.handsInPapers();
    await parent.checks();
    network.loses(3);
    await parent.asksToSign();
    network.mend();
    const digits = await parent.received();
    network.loses(3);
    await parent.enters(digits);
    await parent.presses('签名并提交');
    await expect(parent.title('林知夏的出生')).toBeVisible();
    await parent.goes('/applications');
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  });
});

test('an open progress page says how old it is while it hears nothing, and catches up', { tag: '@phone' }, async ({ parent, page, officer, network, server, faults }) => {
  faults.expect(CUT);
  const application = await parent.applies(LIN_XIAO);
  const hospital = await officer('高颖', server.url);
  await hospital.opens('预防接种证');
  await hospital.accepts();
  const listening = page.waitForResponse(/\/events/);
  await parent.goes(application);
  await listening;
  const dropped = page.getByText(/最近更新 \d\d:\d\d。网络不好，正在重新连接。/);
  network.cut();
  network.drop();
  await expect(dropped).toBeVisible();
  await hospital.grants('接种证已办好。');
  network.mend();
  await expect(parent.case('预防接种证')).toContainText('接种证已办好。', { timeout: 60_000 });
  await expect(dropped).toHaveCount(0);
});

test('where changes cannot be heard of the page asks how it stands', { tag: '@phone' }, async ({ parent, officer, network, server, faults }) => {
  faults.expect(CUT);
  network.cuts = ({ url }) => (/\/events/.test(url ?? '') ? 'there' : undefined);
  await parent.applies(LIN_XIAO);
  const hospital = await officer('高颖', server.url);
  await hospital.opens('预防接种证');
  await hospital.accepts();
  await hospital.grants('接种证已办好。');
  await expect(parent.case('预防接种证')).toContainText('接种证已办好。', { timeout: 60_000 });
});

test('on slow 3G pages are readable as soon as they are there, and wait for nothing', { tag: '@phone' }, async ({ parent, page, context }) => {
  const browser = await context.newCDPSession(page);
  await browser.send('Network.enable');
  await browser.send('Network.emulateNetworkConditions', { offline: false, latency: 2_000, downloadThroughput: 50_000, uploadThroughput: 50_000 });
  parent.look = auditWithoutScript;
  await parent.goes(GUIDE);
  await expect(parent.title('新生儿出生')).toBeVisible();
  await parent.follows('看看我要办哪些');
  await parent.presses(await parent.choosesFrom(new Set(TANG_YU.choices)));
  await expect(parent.title()).toBeVisible();
});
