// An officer at the desk: finds a case, accepts it, grants or refuses it.

import { expect, type Locator, type Page, type Response } from '@playwright/test';

import { follow } from './follow';

export class Officer {
  private constructor(readonly page: Page) {}

  /** Signs in as this officer with both factors. */
  static async signIn(page: Page, name: string): Promise<Officer> {
    await page.goto('/sign-in');
    const officer = new Officer(page);
    await officer.presses(new RegExp(`^${name}`));
    await page.goto('/sandbox/messages');
    const row = page.getByRole('listitem').filter({ hasText: name });
    const digits = (await row.locator('[id^=digits-]').textContent()) ?? '';
    await page.goto('/staff/second-factor');
    await page.getByLabel('6 位动态码').fill(digits);
    await officer.presses('进入');
    return officer;
  }

  async presses(name: string | RegExp): Promise<Response> {
    return follow(this.page, () => this.page.getByRole('button', { name, exact: true }).click());
  }

  /** Opens the case of this item; one that starts by itself may come a moment later. */
  async opens(item: string): Promise<Response> {
    const link = this.page.getByRole('link', { name: item, exact: true });
    await expect(async () => {
      await this.page.goto('/desk');
      await expect(link).toBeVisible({ timeout: 250 });
    }).toPass();
    return follow(this.page, () => link.click());
  }

  async accepts(): Promise<void> {
    await this.presses('受理');
    await expect(this.page.getByRole('button', { name: '准予办理' })).toBeVisible();
  }

  async writes(text: string, nextStep?: string): Promise<void> {
    await this.page.getByLabel('结果或理由').fill(text);
    if (nextStep !== undefined) await this.page.getByLabel('接下来怎么办').fill(nextStep);
  }

  async grants(text: string): Promise<Response> {
    await this.writes(text);
    return this.presses('准予办理');
  }

  /** Refuses; before a case is accepted, refusing has to be opened first. */
  async refuses(reason: string, nextStep?: string): Promise<Response> {
    const folded = this.page.locator('details:not([open]) > summary').filter({ hasText: '不予办理' });
    if (await folded.isVisible()) await folded.click();
    await this.writes(reason, nextStep);
    return this.presses('不予办理');
  }

  /** Adds an answer of the open case, by its label, to what is to be mended, with how. */
  async names(label: string, how: string): Promise<Response> {
    await this.page.getByRole('link', { name: `${label}：要补正` }).click();
    await this.page.getByRole('radio', { name: '不对' }).check();
    await this.page.getByLabel('具体怎么不对、要怎么改').fill(how);
    return this.presses('加到通知里');
  }

  /** One thing that was stated, by its label. */
  stated(label: string): Locator {
    return this.page.locator(`xpath=//h2[.="申请人填写"]/following::dl[1]//dd[preceding-sibling::dt[contains(., "${label}")]]`);
  }
}
