// With wasm a field that an answer on the same page calls for comes at once, and one that it makes needless goes; nothing else moves.
// What is pasted is taken as if it were typed.

import type { Locator, Page, Request } from '@playwright/test';

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { MOTHER, NOT_ISSUED, TANG_YU, UNINSURED } from '../office/people';

const FOLLOWS = '孩子的户口跟谁';
const INSURED_AT = '孩子的医保登记在哪里';
const BANK = '孩子的社保卡在哪家银行办';

/** A page that is on its way. */
interface Held {
  asked: Promise<Request>;
  comes: () => void;
}

/** Keeps a page on its way until it may come. */
async function holds(page: Page, address: string): Promise<Held> {
  let comes = () => {};
  const mayCome = new Promise<void>((done) => (comes = done));
  await page.route(`**${address}`, async (route) => {
    await mayCome;
    await route.continue();
  });
  return { asked: page.waitForRequest(`**${address}`), comes: () => comes() };
}

test('a field goes and comes with the answer that calls for it, while one types in another', async ({ parent, page }) => {
  await parent.plans({ ...TANG_YU, choices: [MOTHER, NOT_ISSUED, '没有领，或者已经离婚', '跟爸爸', UNINSURED] });
  await parent.presses('我自己填');
  const draft = parent.draft();
  // Of two peoples the child belongs to one, and which is asked once both parents are entered.
  for (const [topic, label, people] of [['mother', '母亲民族', '汉族'], ['father', '父亲民族', '土家族']] as const) {
    await parent.goes(`${draft}/form/${topic}`);
    await parent.field(label).fill(people);
    await expect(parent.saved()).toBeVisible();
  }
  await parent.goes(`${draft}/form/household`);
  const [holder, address, ethnicity] = [parent.field('那一户的户主'), parent.field('那一户的地址'), parent.field('孩子民族')];
  await ethnicity.fill('土家族');
  await expect(parent.saved()).toBeVisible();
  await parent.choice(FOLLOWS, '跟妈妈').check();
  await expect(ethnicity).toBeHidden();
  await expect(page.getByText('有几项不用填了')).toBeVisible();
  await expect(parent.choice(FOLLOWS, '跟妈妈')).toBeFocused();

  const fresh = await holds(page, `${draft}/form/household`);
  await holder.fill('唐国强');
  await parent.choice(FOLLOWS, '跟爸爸').check();
  await fresh.asked;
  await address.pressSequentially('示范市南湖区');
  fresh.comes();
  await expect(ethnicity, 'it comes with what was typed in it').toHaveValue('土家族');
  await expect(page.getByText('这一页多了几项')).toBeVisible();
  await expect(address).toBeFocused();
  await page.keyboard.type('荷塘路3号');
  await expect(address).toHaveValue('示范市南湖区荷塘路3号');
  await expect(holder).toHaveValue('唐国强');
  await parent.choice('管户口的派出所', '不确定').check();
  await audit(page);
  expect((await parent.saves()).status()).toBe(200);
  await expect(parent.title('落户')).toBeHidden();
});

test('a field comes to its place, and does not go while somebody is in it', async ({ parent, page }) => {
  const draft = await parent.begins(TANG_YU);
  await parent.goes(`${draft}/form/insurance`);
  const address = parent.field('医保登记地址');
  await parent.choice(BANK, '示范银行').check();
  await parent.choice(INSURED_AT, '换一个地址').check();
  await expect(page.locator('[data-field]').nth(1)).toContainText('医保登记地址');
  await expect(parent.choice(BANK, '示范银行')).toBeChecked();
  await address.fill('示范市东山区松风街6号');

  const fresh = await holds(page, `${draft}/form/insurance`);
  await parent.choice(INSURED_AT, '就用户口地址').check();
  await fresh.asked;
  await address.press('End');
  const arrived = page.waitForResponse(`**${draft}/form/insurance`);
  fresh.comes();
  await arrived;
  await page.keyboard.type('2楼');
  await expect(address).toBeFocused();
  await expect(address).toHaveValue('示范市东山区松风街6号2楼');
  await page.keyboard.press('Tab');
  await expect(address).toBeHidden();

  await parent.choice(INSURED_AT, '换一个地址').check();
  await expect(address, 'what was typed is kept').toHaveValue('示范市东山区松风街6号2楼');
});

/** Pastes what was copied elsewhere, as it came. */
async function pastes(field: Locator, text: string): Promise<void> {
  await field.page().evaluate((text) => navigator.clipboard.writeText(text), text);
  await field.press('ControlOrMeta+a');
  await field.press('ControlOrMeta+v');
  await expect(field).toHaveValue(text);
  await field.blur();
}

test('a number that is pasted with its blanks is taken as it is, and kept without them', async ({ parent, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await parent.plans(TANG_YU);
  await parent.presses('我自己填');
  const draft = parent.draft();
  await parent.goes(`${draft}/form/father`);
  const numbers = [
    { label: '父亲身份证号码', pasted: ' 000000 19950614 007X ', kept: '00000019950614007X' },
    { label: '父亲手机号码', pasted: ' 138 0000 0000 ', kept: '13800000000' },
  ];
  for (const { label, pasted } of numbers) {
    await pastes(parent.field(label), pasted);
    await expect(parent.saved()).toBeVisible();
    await expect(parent.field(label), 'nothing is wrong with it').not.toHaveAttribute('aria-invalid');
  }
  await parent.fillsIn(TANG_YU.says);
  expect((await parent.saves()).status()).toBe(200);
  await parent.goes(`${draft}/form/father`);
  for (const { label, kept } of numbers) await expect(parent.field(label)).toHaveValue(kept);
});
