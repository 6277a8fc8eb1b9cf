// Somebody who is asked to apply together with a parent: signs in at a device of their own, opens the link, agrees and signs or does not.

import { expect } from '@playwright/test';

import { Parent } from './parent';
import { NUMBERS } from './people';

/** What opens an invitation. */
export interface Invitation {
  link: string;
  digits: string;
}

export class Party extends Parent {
  /** Signs in to the own account; who has none yet, by a number of their own and their name. */
  async comesAs(name: string): Promise<void> {
    await this.goes('/sign-in');
    const known = this.page.getByRole('button', { name: new RegExp(`^${name}`) });
    if ((await known.count()) > 0) {
      await this.signsIn(name);
      return;
    }
    const { phone, idNumber } = NUMBERS[name] ?? { phone: '', idNumber: '' };
    await this.signsInByPhone(phone);
    await this.goes('/me/real-name');
    await this.page.getByRole('textbox', { name: '姓名' }).fill(name);
    await this.page.getByRole('textbox', { name: '身份证号码' }).fill(idNumber);
    await this.presses('核对');
  }

  /** Opens a link and enters the digits. */
  async joins({ link, digits }: Invitation): Promise<void> {
    await this.goes(link);
    await this.page.getByRole('textbox', { name: '请您的人告诉您的 6 位数字' }).fill(digits);
    await this.presses('打开');
    await expect(this.title(/^请您一起办：/)).toBeVisible();
  }

  /** Opens what somebody asked to apply together for, from the own page. */
  async looksAtHisPart(): Promise<void> {
    await this.goes('/me');
    await this.arrives(() => this.page.locator('a[href^="/parties/"]').first().click());
  }

  /** Agrees, and signs by a code to the own phone. */
  async agreesTogether(): Promise<void> {
    await this.asksForCode();
    await this.presses('同意并签名');
    await expect(this.page.getByRole('main')).toContainText('您同意了');
  }
}
