// While one types into the search, themes are suggested; nothing typed is in any address before one asks for it.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';

test('themes are suggested while one types, and the keyboard leads to one', { tag: '@phone' }, async ({ parent, page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await parent.goes('/search');
  const field = page.getByRole('combobox');
  await field.pressSequentially('kaifandian');
  const options = page.getByRole('option');
  await expect(options.first()).toContainText('开办餐饮店');
  await audit(page);
  expect(asked.filter((address) => address.includes('kaifandian')), 'nothing typed in an address').toEqual([]);

  await page.keyboard.press('Escape');
  await expect(options).toHaveCount(0);
  await field.pressSequentially(' ');
  await expect(options.first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(field).toHaveAttribute('aria-activedescendant', /.+/);
  await page.keyboard.press('Enter');
  await expect(parent.title('开办餐饮店')).toBeVisible();
});
