// Papers that cannot be taken, or are cut off on their way: a clear sentence, and those that were handed in stay.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { busyPhoto, document, photo, renamedProgram, withLargePhoto } from '../office/papers';
import { LIN_XIAO } from '../office/people';
import { CUT, test as onNetwork } from '../office/worker';

test('a photo of 40 MB and a renamed program are refused, and what was handed in stays', { tag: '@desktop' }, async ({ parent, page }) => {
  const draft = await parent.begins(LIN_XIAO);
  await parent.goes(`${draft}/materials/medical_invoices`);
  const handedIn = page.getByRole('main').getByRole('link', { name: '发票一.png' });
  await parent.uploads(photo('发票一.png'), document('发票二.pdf'));
  await expect(handedIn).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: '发票二.pdf' })).toBeVisible();
  await audit(page);

  await test.step('40 MB', async () => {
    await withLargePhoto(async (path) => {
      const response = await parent.sendsWhole(path);
      expect(response.status()).toBe(413);
    });
    await expect(page.getByRole('alert')).toContainText('文件超过 20 MB，没有上传');
    await expect(page.getByLabel('拍照或选文件')).toHaveAccessibleDescription(/文件超过 20 MB/);
    await expect(handedIn).toBeVisible();
    await audit(page);
  });

  await test.step('a program under the name of a photo', async () => {
    const response = await parent.sendsWhole(renamedProgram());
    expect(response.status()).toBe(415);
    await expect(page.getByRole('alert')).toContainText('这个文件打开来不是');
    await expect(handedIn).toBeVisible();
  });

  await test.step('nothing at all', async () => {
    const response = await parent.uploadsPicked();
    expect(response.status()).toBe(422);
    await expect(page.getByRole('alert')).toContainText('没有选文件');
    await expect(handedIn).toBeVisible();
  });

  await test.step('a photo can be opened, taken away, and handed in again', async () => {
    const href = await handedIn.getAttribute('href');
    const opened = await page.request.get(String(href));
    expect(opened.status()).toBe(200);
    expect(opened.headers()['content-type']).toBe('image/png');
    expect(await opened.body()).toEqual(photo().buffer);
    await parent.presses('删掉 发票一.png');
    await expect(handedIn).toBeHidden();
    await expect(page.getByRole('main').getByRole('link', { name: '发票二.pdf' })).toBeVisible();
    await parent.uploads(photo('发票一.png'));
    await expect(handedIn).toBeVisible();
    await expect(page.getByRole('alert')).toBeHidden();
  });
});

test('ten files are enough for one paper', { tag: '@desktop' }, async ({ parent, page }) => {
  const draft = await parent.begins(LIN_XIAO);
  await parent.goes(`${draft}/materials/medical_invoices`);
  await parent.uploads(...Array.from({ length: 10 }, (_, number) => photo(`发票${number}.png`)));
  await expect(page.getByRole('button', { name: /^删掉/ })).toHaveCount(10);
  const response = await parent.sendsWhole(photo('发票.png'));
  expect(response.status()).toBe(409);
  await expect(page.getByRole('alert')).toContainText('最多 10 个文件');
  await expect(page.getByRole('button', { name: /^删掉/ })).toHaveCount(10);
});

onNetwork('a photo that is cut off in its middle leaves nothing behind, and the way back lets it be sent again', { tag: '@desktop' }, async ({ parent, page, network, server, faults }) => {
  faults.expect(CUT);
  const draft = await parent.begins(LIN_XIAO);
  await parent.goes(`${draft}/materials/diagnosis`);
  await parent.sendsWhole(photo('第一张.png'));
  const handedIn = page.locator('a.file__name');
  await expect(handedIn).toHaveText(['第一张.png']);
  const kept = () => readdirSync(join(server.folder, 'files/files')).length;
  expect(kept()).toBe(1);

  const second = busyPhoto('第二张.png', { width: 1000, height: 700 });
  network.cuts = ({ method }) => (method === 'POST' ? 'midway' : undefined);
  await page.getByLabel('拍照或选文件').setInputFiles(second);
  await Promise.all([page.waitForEvent('requestfailed'), page.getByRole('button', { name: /^(上传|再加一张)$/ }).click({ noWaitAfter: true })]);
  await expect.poll(kept, 'nothing of it is kept').toBe(1);

  network.mend();
  await page.waitForURL(/^chrome-error:/);
  await page.goBack();
  await expect(handedIn).toHaveText(['第一张.png']);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await audit(page);
  expect((await parent.sendsWhole(second)).status()).toBe(200);
  await expect(handedIn).toHaveText(['第一张.png', '第二张.png']);
  expect(kept()).toBe(2);
});
