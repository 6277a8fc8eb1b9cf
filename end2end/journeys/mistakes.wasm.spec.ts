// With wasm, what cannot be right is said on leaving the field, by the same rule and in the same words as the server's.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { TANG_YU, day } from '../office/people';
import type { Parent } from '../office/parent';
import type { Locator } from '@playwright/test';

/** Leaves a field until the page is awake enough to say something. */
async function leaves(field: Locator, says: RegExp): Promise<void> {
  await expect(async () => {
    await field.focus();
    await field.blur();
    await expect(field).toHaveAccessibleDescription(says, { timeout: 200 });
  }).toPass();
}

async function isSaidWhileTyping(parent: Parent, label: string, wrong: string, right: string, says: RegExp): Promise<void> {
  const field = parent.field(label);
  await field.fill('');
  await leaves(field, /^(?!.*(对不上|还没有到|没有这一天))/);
  await field.fill(wrong);
  await leaves(field, says);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await audit(parent.page);
  const told = parent.page.locator(`#${await field.getAttribute('id')}-problem`);
  const sentence = await told.innerText();

  await field.fill(right);
  await expect(told, 'it disappears while one corrects it').toBeEmpty();
  await expect(field).not.toHaveAttribute('aria-invalid');

  await field.fill(wrong);
  expect((await parent.saves()).status()).toBe(422);
  await expect(told, 'the server says the same').toHaveText(sentence);
  await expect(parent.field(label)).toHaveValue(wrong);
}

test('a birth that cannot be is said at once', { tag: '@everywhere' }, async ({ parent }) => {
  await parent.begins(TANG_YU);
  const right = TANG_YU.says['出生时间'] ?? '';
  await isSaidWhileTyping(parent, '出生时间', '2026-02-30 03:42', right, /没有这一天/);
  await isSaidWhileTyping(parent, '出生时间', `${day(1)} 03:42`, right, /这一天还没有到/);
});

test('a wrong check digit is said at once', async ({ parent }) => {
  await parent.begins(TANG_YU);
  await parent.fillsIn(TANG_YU.says);
  await parent.saves();
  await parent.fillsIn(TANG_YU.says);
  await parent.saves();
  await expect(parent.title('父亲的信息')).toBeVisible();
  await isSaidWhileTyping(parent, '父亲身份证号码', '000000199506140079', '00000019950614007X', /号码对不上，请对着身份证逐位核对/);
});

test('a tap on save straight from a wrong field is not lost when the message moves the button', async ({ parent, page, hasTouch }) => {
  await parent.begins(TANG_YU);
  await parent.fillsIn(TANG_YU.says);
  const field = parent.field('出生时间');
  await field.fill('2026-02-30 03:42');
  await leaves(field, /没有这一天/);
  await field.fill(TANG_YU.says['出生时间'] ?? '');
  await field.fill('2026-02-30 03:42');
  await expect(field, 'it was right, so it is not yet said').not.toHaveAttribute('aria-invalid');
  const save = page.getByRole('button', { name: '保存并继续' });
  await (hasTouch ? save.tap() : save.click());
  await expect(page.getByRole('alert')).toContainText('没有这一天');
});
