// A session that ends in the middle of a page: sign in, and what was typed is still there, for the same person.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { TANG_YU } from '../office/people';

test('whoever signs in again after the session ended finds what was typed', async ({ parent, page, context, faults }) => {
  faults.expect(/401/);
  const draft = await parent.begins(TANG_YU);
  await parent.fillsIn(TANG_YU.says);
  await parent.field('出生时间').fill('2026-02-30 03:42');
  await context.clearCookies({ name: 'session' });
  await parent.saves();
  await expect(parent.title('登录')).toBeVisible();
  await expect(page.getByText('您刚才填的都在')).toBeVisible();
  expect(page.url(), 'nothing that was typed is in the address').not.toContain('02-30');
  await audit(page);

  await parent.signsIn('唐雨');
  await expect(page).toHaveURL(new RegExp(`${draft}/form/child`));
  await expect(parent.field('孩子姓名')).toHaveValue('唐一诺');
  await expect(parent.field('出生时间'), 'also what cannot be right').toHaveValue('2026-02-30 03:42');
  await expect(parent.choice('孩子性别', '女')).toBeChecked();
});

test('somebody else who signs in then does not get it', async ({ parent, page, context, anotherDevice, faults }) => {
  faults.expect(/401/);
  const draft = await parent.begins(TANG_YU);
  await context.clearCookies({ name: 'session' });
  await parent.fillsIn(TANG_YU.says);
  await parent.saves();
  const response = await parent.signsIn('周禾');
  expect(response.status()).toBe(404);
  await expect(page.getByText('唐一诺')).toBeHidden();
  await parent.goes('/me');
  await expect(page.getByText('唐一诺')).toBeHidden();

  const owner = await anotherDevice();
  await owner.goes('/sign-in');
  await owner.signsIn('唐雨');
  await owner.goes(`${draft}/form/child`);
  await expect(owner.field('孩子姓名'), 'nothing was saved in the name of somebody else').toHaveValue('');
});

test('a paper that is handed in after the session ended is asked for again', { tag: '@desktop' }, async ({ parent, page, context }) => {
  const draft = await parent.begins(TANG_YU);
  await parent.goes(`${draft}/materials/birth_record`);
  await context.clearCookies({ name: 'session' });
  await page.getByLabel('拍照或选文件').setInputFiles({ name: '照片.png', mimeType: 'image/png', buffer: Buffer.from('x') });
  await parent.presses('上传');
  await expect(parent.title('登录')).toBeVisible();
  await parent.signsIn('唐雨');
  await expect(parent.title('新生儿出生医学记录')).toBeVisible();
});

test('submitting after the session ended leads back to the check', { tag: '@phone' }, async ({ parent, context, page }) => {
  const draft = await parent.begins(TANG_YU);
  await parent.goes(`${draft}/check`);
  await context.clearCookies({ name: 'session' });
  await parent.submits();
  await expect(parent.title('登录')).toBeVisible();
  await parent.signsIn('唐雨');
  await expect(page).toHaveURL(new RegExp(`${draft}/check`));
});
