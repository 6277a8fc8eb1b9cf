// The sandbox's switches: how a register behaves.

import { expect, type Page } from '@playwright/test';

import { follow } from './follow';

export type Behaviour = '正常' | '很慢' | '连不上' | '查不到' | '说法不一';

export const REGISTERS = ['公安户籍', '民政婚姻登记', '医院出生登记'];

/** Makes these registers behave so, all of them when none is named. */
export async function behave(page: Page, behaviour: Behaviour, registers = REGISTERS): Promise<void> {
  await page.goto('/sandbox');
  for (const register of registers) {
    const form = page.locator('form').filter({ has: page.getByRole('group', { name: register }) });
    await form.getByRole('radio', { name: behaviour, exact: true }).check();
    await follow(page, () => form.getByRole('button').click());
    await expect(form.getByRole('radio', { name: behaviour, exact: true })).toBeChecked();
  }
}
