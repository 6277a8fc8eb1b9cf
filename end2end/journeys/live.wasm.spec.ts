// A progress page that is open shows what the offices do, whichever server they work at and whatever the network does.

import { expect, test } from '../office/journey';
import { LIN_XIAO_WITHOUT_PAPERS as LIN_XIAO } from '../office/people';
import { POSTGRES, withDatabase } from '../office/postgres';
import { serve } from '../office/server';

/** How soon a grant must appear, in milliseconds. */
const SOON = 2_000;

test('a grant made through a second server appears within two seconds', { tag: '@phone' }, async ({ anotherDevice, officer }) => {
  test.skip(!POSTGRES, 'ZHANGBAN_TEST_POSTGRES is not set: there is no PostgreSQL server to share');
  test.slow();
  await withDatabase(async (database) => {
    const first = await serve({ database });
    const second = await serve({ database, folder: first.folder });
    try {
      const parent = await anotherDevice({}, first.url);
      const listening = parent.page.waitForResponse(/\/events\?/, { timeout: 60_000 });
      await parent.applies(LIN_XIAO);
      await listening;
      const hospital = await officer('高颖', second.url);
      await hospital.opens('出生医学证明');
      await hospital.accepts();
      await expect(parent.message('出生医学证明已受理')).toBeVisible();
      await hospital.writes('编号 Z000000888。');
      const granted = hospital.page.waitForResponse((response) => response.request().method() === 'POST');
      await hospital.page.getByRole('button', { name: '准予办理' }).click({ noWaitAfter: true });
      await granted;
      const since = Date.now();
      await expect(parent.message('出生医学证明已签发', '户口登记已开始')).toBeVisible({ timeout: SOON });
      test.info().annotations.push({ type: 'appeared after', description: `${Date.now() - since} ms` });
      await parent.page.close();
      await hospital.page.close();
    } finally {
      await second.stop();
      await first.stop();
    }
  });
});

test('what an office does while the page is still waking up appears too', { tag: '@phone' }, async ({ parent, page, officer }) => {
  const application = await parent.applies(LIN_XIAO);
  const hospital = await officer('高颖');
  await hospital.opens('预防接种证');
  await hospital.accepts();
  let granted = () => {};
  const isGranted = new Promise<void>((done) => (granted = done));
  await page.route(/\/events/, async (route) => {
    await isGranted;
    await route.continue();
  });
  const asked = page.waitForRequest(/\/events/);
  await parent.goes(application);
  await asked;
  await expect(parent.case('预防接种证')).not.toContainText('接种证已办好。');
  await hospital.grants('接种证已办好。');
  granted();
  await expect(parent.case('预防接种证')).toContainText('接种证已办好。');
});

test('what an office does while the connection is cut appears when it is back', { tag: '@phone' }, async ({ parent, page, officer, server, faults }) => {
  const application = await parent.applies(LIN_XIAO);
  const hospital = await officer('高颖');
  await hospital.opens('预防接种证');
  await hospital.accepts();
  await hospital.writes('接种证已办好。');
  const listening = page.waitForResponse(/\/events/);
  await parent.goes(application);
  await listening;
  faults.expect(/Failed to load resource: net::ERR_/);
  const again = page.waitForResponse(/\/events/, { timeout: 20_000 });
  await server.restart();
  await hospital.presses('准予办理');
  await again;
  await expect(parent.case('预防接种证')).toContainText('接种证已办好。');
});
