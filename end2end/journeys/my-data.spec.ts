// What is kept about somebody: they see it, take it along, take a consent back, delete a draft, delete the account.

import { readFile } from 'node:fs/promises';

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { LIN_XIAO } from '../office/people';

const ID_NUMBER = '000000199605180026';

test('a mother sees what is kept, takes it along and deletes it', { tag: '@everywhere' }, async ({ parent, page }) => {
  const draft = await parent.begins(LIN_XIAO);
  parent.look = audit;
  await parent.goes('/me');
  await parent.follows('我的信息');
  const main = page.getByRole('main');
  await expect(main).toContainText('0000001996******26');
  await expect(main).not.toContainText(ID_NUMBER);
  await parent.follows('显示号码');
  await expect(main).toContainText(ID_NUMBER);

  const registers = page.locator('details').filter({ has: page.getByText('查过的登记') });
  await expect(registers).toContainText('医院出生登记');
  await page.getByText('您同意过的').click();
  await parent.presses('撤回：为“新生儿出生”查敏感信息');
  await page.getByText('您同意过的').click();
  await parent.presses('撤回：为“新生儿出生”查登记');
  await expect(registers, 'what was read is forgotten').toContainText('没有');

  await parent.follows('导出一份');
  await expect(parent.title('我的全部信息')).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载文件' }).click();
  const file = JSON.parse(await readFile(await (await downloading).path(), 'utf8'));
  expect([file.format, file.version, file.account.id_number]).toEqual(['zhangban.my-data', 1, ID_NUMBER]);
  expect(file.consents.every((consent: { withdrawn_at: string | null }) => consent.withdrawn_at !== null)).toBe(true);

  await parent.goes('/me/data');
  await parent.follows(/^删除：/);
  await parent.presses('删除这份草稿');
  await parent.goes(draft);
  await expect(parent.title('没有这一页')).toBeVisible();

  await parent.goes('/me/data');
  await parent.follows('注销账户');
  await expect(main).toContainText('第四十七条');
  await parent.presses('注销');
  await expect(parent.title('账户已经注销')).toBeVisible();
  await parent.goes('/me');
  await expect(parent.title('登录')).toBeVisible();
});

test('somebody is told of a device that is not known, once, and signs it out', async ({ parent, page, anotherDevice }) => {
  await parent.goes('/sign-in');
  await parent.signsIn('林晓');
  const stranger = await anotherDevice();
  await stranger.goes('/sign-in');
  await stranger.signsIn('林晓');
  await parent.goes('/me');
  await expect(page.getByRole('status')).toContainText('不是您');
  await parent.presses('退出它');
  await stranger.goes('/me');
  await expect(stranger.title('登录')).toBeVisible();
  await parent.goes('/me');
  await expect(page.getByText('不是您')).toBeHidden();
});
