// On a bad network: what was read stays readable, what was not sent is sent again, and a sentence says what happens.

import type { Response } from '@playwright/test';

import { audit, auditWithoutScript } from '../office/audit';
import { expect } from '../office/journey';
import type { Network } from '../office/network';
import { photo } from '../office/papers';
import { Patient } from '../office/patient';
import { LIN_XIAO, LIN_XIAO_WITHOUT_PAPERS } from '../office/people';
import { ALL, ANSWERS, CUT, hasWorker, isCutOff, kept, LOST, owners, reads, SEEN, sendsAgain, test, UNREAD, UNSENT } from '../office/worker';

const GUIDE = '/themes/newborn';
const PLAN = '/themes/newborn/plan';
/** How a paper can be cut off: before it begins, once all of it is there, and when the page would show it. */
const PAPER_CUTS: Network['cuts'][] = [
  ALL,
  ({ method }) => (method === 'PATCH' ? 'back' : undefined),
  ({ method, url }) => (method === 'GET' && url?.includes('/materials/') ? 'there' : undefined),
];

test.describe('with the worker', { tag: '@phone' }, () => {
  test.use({ serviceWorkers: 'allow' });
  test.beforeEach(({ faults }) => faults.expect(CUT));

  test('the guide and the list are readable without network, with the time they are of', async ({ parent, page, network }) => {
    await hasWorker(parent);
    await parent.goes(PLAN);
    await parent.answers(LIN_XIAO_WITHOUT_PAPERS);
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

  test('a page that is kept allows no forms to elsewhere, also where a proxy takes its policy away', async ({ parent, page, network }) => {
    await hasWorker(parent);
    network.strips = 'content-security-policy';
    await reads(parent, GUIDE);
    network.cut();
    const policy = (await parent.goes(GUIDE)).headers()['content-security-policy'];
    await expect(page.getByText(SEEN)).toBeVisible();
    expect(policy).toBe("script-src 'none', form-action 'self'; frame-ancestors 'self'");
  });

  test('the page that is open when the worker comes is kept, too', async ({ parent, page }) => {
    await parent.goes(GUIDE);
    await expect.poll(async () => (await kept(page))['pages'] ?? []).toContain(GUIDE);
  });

  test('the progress is readable without network, and nothing personal is left after signing out', async ({ parent, page, network }) => {
    await hasWorker(parent);
    const application = await parent.applies(LIN_XIAO_WITHOUT_PAPERS);
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
    expect(await owners(page)).toEqual([]);
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
    expect(await owners(page)).toHaveLength(1);
    network.cut();
    await parent.goes('/me');
    await expect(page.getByText('林晓')).toHaveCount(0);
  });

  test('whoever goes to another county by a link finds no guide of the one before', async ({ parent, page, network }) => {
    await hasWorker(parent);
    await reads(parent, GUIDE);
    await parent.goes(`${PLAN}?region=000002`);
    await expect.poll(async () => (await kept(page))['pages'] ?? []).not.toContain(GUIDE);
    network.cut();
    await parent.goes(GUIDE);
    await expect(parent.title(UNREAD)).toBeVisible();
  });

  test('a question, a sign-in, a start, consent, a page of the form, papers, delivery, the check, a signature and the submission are each cut off once, and nothing is lost', async ({ parent, page, network, faults }) => {
    test.slow();
    faults.expect(LOST);
    /** Something that is read: asked for again, it is there. */
    const reading = async (act: () => Promise<Response>) => {
      network.cut();
      expect((await act()).status()).toBe(503);
      await expect(parent.title(UNREAD)).toBeVisible();
      network.mend();
      return parent.follows('再试一次');
    };
    /** Something that is sent: it stays on the page and is sent again. */
    const sending = async (act: () => Promise<Response>, cuts = ALL) => {
      await isCutOff(parent, network, cuts, act);
      return sendsAgain(parent);
    };
    await hasWorker(parent);
    await reading(() => parent.goes(PLAN));
    const left = new Set(LIN_XIAO.choices);
    const first = await parent.choosesFrom(left);
    await sending(() => parent.presses(first));
    while (left.size > 0) await parent.presses(await parent.choosesFrom(left));
    await parent.presses('登录后填写');
    await sending(() => parent.signsIn(LIN_XIAO.name));
    await sending(() => parent.presses('开始填写'), ANSWERS);
    await sending(() => parent.agrees());
    const form = page.url();
    await parent.fillsIn(LIN_XIAO.says);
    // What the page saves by itself is saved before the cut, so that the button is what is lost.
    await expect(parent.saved()).toBeVisible();
    await sending(() => parent.saves());
    expect(page.url()).not.toBe(form);
    await parent.completesForm(LIN_XIAO);

    const needed = await parent.neededPapers();
    expect(needed).toHaveLength(PAPER_CUTS.length);
    for (const cuts of PAPER_CUTS) {
      await parent.opensPaper(needed.shift() ?? '');
      network.cuts = cuts;
      await page.getByLabel('拍照或选文件').setInputFiles(photo());
      await expect(page.getByText('网络断了，连上后接着传')).toBeVisible();
      network.mend();
      await expect(page.locator('#sending > *')).toHaveCount(0);
      await expect(page.locator('#files a.file__name'), 'handed in once').toHaveCount(1);
      await parent.follows('好了，继续');
    }

    await reading(() => parent.follows('继续'));
    await parent.promises();
    await parent.choice('出生医学证明', '寄到下面写的地址').check();
    await parent.field('收件人手机号').fill('13800000001');
    await parent.field('收件地址').fill('示范市日月路9号');
    await sending(() => parent.presses('就这样给我'));
    await expect(page.getByRole('main')).toContainText('寄到示范市日月路9号');
    const draft = parent.draft();
    await parent.gathers();
    await reading(() => parent.goes(`${draft}/check`));
    await sending(() => parent.asksToSign());
    await parent.enters(await parent.received());
    await sending(() => parent.presses('签名并提交'), ANSWERS);
    await expect(parent.title('林知夏的出生')).toBeVisible();
    await page.goBack({ waitUntil: 'commit' });
    await expect(page, 'who goes back is not told that it failed').toHaveURL(/\/applications\/[^/]+$/);
    await expect(parent.title('林知夏的出生')).toBeVisible();
    await parent.goes('/applications');
    await expect(page.getByRole('main').getByRole('listitem'), 'submitted once').toHaveCount(1);
  });

  test('who comes back to what was lost can look how it stands, and still send it again', async ({ parent, page, network }) => {
    await hasWorker(parent);
    await parent.goes(PLAN);
    const first = await parent.choosesFrom(new Set(LIN_XIAO.choices));
    await isCutOff(parent, network, ANSWERS, () => parent.presses(first));
    await parent.goes(GUIDE);
    await page.goBack({ waitUntil: 'commit' });
    await expect(parent.title(UNSENT)).toBeVisible();
    await audit(page);
    await parent.follows('先看看办成了没有');
    await expect(page).toHaveURL(new RegExp(PLAN));
    await page.goBack({ waitUntil: 'commit' });
    await expect(parent.title(UNSENT)).toBeVisible();
    await sendsAgain(parent);
    await expect(page).toHaveURL(new RegExp(PLAN));
    await expect(parent.title(UNSENT)).toHaveCount(0);
  });

  test('what is sent again and meets a server that fails, at once or on the way on, is still there to be sent', async ({ parent, page, network, faults }) => {
    faults.expect(new RegExp(`${CUT.source}|status (of )?502`));
    await hasWorker(parent);
    await parent.goes(PLAN);
    const left = new Set(LIN_XIAO.choices);
    for (const failing of ['POST', 'GET']) {
      const question = await parent.title().innerText();
      const choice = await parent.choosesFrom(left);
      await isCutOff(parent, network, ALL, () => parent.presses(choice));
      network.cuts = ({ method }) => (method === failing ? 'proxy' : undefined);
      expect((await sendsAgain(parent)).status()).toBe(502);
      network.mend();
      await page.goBack({ waitUntil: 'commit' });
      await expect(parent.title(UNSENT)).toBeVisible();
      await sendsAgain(parent);
      await expect(page).toHaveURL(new RegExp(PLAN));
      await expect(parent.title(question), 'it is answered').toHaveCount(0);
      await expect(parent.title(UNSENT)).toHaveCount(0);
    }
  });

  test('with a third of everything lost on its way or on the way back, fetches, files and papers included, an application is filed by pressing again', async ({ page, network, faults }) => {
    test.slow();
    faults.expect(LOST);
    const parent = new Patient(page);
    await hasWorker(parent);
    network.loses(1 / 3);
    await parent.begins(LIN_XIAO);
    await parent.completesForm(LIN_XIAO);
    await parent.handsInPapers();
    await parent.checksAlone();
    const draft = parent.draft();
    // Who agrees beside her, and where the code is read, are elsewhere and in a better network.
    network.mend();
    await parent.gathers();
    // A code comes once a minute: who never hears that it was sent has to wait, and no journey waits.
    network.loses(1 / 3, ['there']);
    await parent.goes(`${draft}/check`);
    await parent.asksToSign();
    network.mend();
    const digits = await parent.received();
    network.loses(1 / 3);
    await parent.enters(digits);
    await parent.presses('签名并提交');
    await expect(parent.title('林知夏的出生')).toBeVisible();
    await parent.goes('/applications');
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  });
});

test('an open progress page says how old it is while it hears nothing, and catches up', { tag: '@phone' }, async ({ parent, page, officer, network, server, faults }) => {
  faults.expect(CUT);
  const application = await parent.applies(LIN_XIAO_WITHOUT_PAPERS);
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
  await parent.applies(LIN_XIAO_WITHOUT_PAPERS);
  const hospital = await officer('高颖', server.url);
  await hospital.opens('预防接种证');
  await hospital.accepts();
  await hospital.grants('接种证已办好。');
  await expect(parent.case('预防接种证')).toContainText('接种证已办好。', { timeout: 60_000 });
});

test('on slow 3G public pages are readable as soon as they are there and wait for nothing, and an application is filed', { tag: '@phone' }, async ({ parent, page, context }) => {
  test.slow();
  const browser = await context.newCDPSession(page);
  await browser.send('Network.enable');
  await browser.send('Network.emulateNetworkConditions', { offline: false, latency: 2_000, downloadThroughput: 50_000, uploadThroughput: 50_000 });
  parent.look = auditWithoutScript;
  await parent.goes(GUIDE);
  await expect(parent.title('新生儿出生')).toBeVisible();
  await parent.follows('看看我要办哪些');
  await parent.answers(LIN_XIAO);
  parent.look = async () => {};
  await parent.presses('登录后填写');
  await parent.signsIn(LIN_XIAO.name);
  await parent.presses('开始填写');
  await parent.agrees();
  await parent.files(LIN_XIAO);
  await expect(parent.title('林知夏的出生')).toBeVisible();
});
