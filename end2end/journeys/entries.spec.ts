// Of some things there are several: the shareholders of a company that closes.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { SHEN_JING } from '../office/people';

test('an owner finds both shareholders, adds one without being scolded, and takes them away again', async ({ parent, page }) => {
  const draft = await parent.begins(SHEN_JING, 'deregistration');
  await parent.goes(`${draft}/form/shareholders`);
  const entries = page.getByRole('main').locator('.entry');
  await expect(entries).toHaveCount(2);
  await expect(entries.nth(0)).toContainText('沈静');
  await expect(entries.nth(1)).toContainText('韩雪');
  await expect(page.getByRole('main')).not.toContainText('写的是');

  const answer = await parent.presses(/^再加一个/);
  expect(answer.status()).toBe(200);
  await expect(entries).toHaveCount(3);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await audit(page);

  await entries.nth(2).getByRole('button', { name: '去掉' }).click();
  await expect(entries).toHaveCount(2);
  await entries.nth(0).getByRole('button', { name: '去掉' }).click();
  await expect(entries).toHaveCount(1);
  await expect(entries.first()).toContainText('韩雪');
});
