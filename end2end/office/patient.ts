// A citizen on a bad network with the worker: presses again until it gets through.

import { expect, type Response } from '@playwright/test';

import { follow } from './follow';
import type { Paper } from './papers';
import { Parent } from './parent';
import { SEEN } from './worker';

/** More cuts in a row than happen to anybody. */
const MOST_CUTS = 20;

export class Patient extends Parent {
  protected override async arrives(act: () => Promise<unknown>): Promise<Response> {
    let response = await follow(this.page, act);
    for (let cut = 0; cut < MOST_CUTS && (await this.isLost(response)); cut += 1) {
      const again = this.page.getByRole('button', { name: '再提交一次' }).or(this.page.getByRole('link', { name: '再试一次' }));
      response = await follow(this.page, () => again.click());
    }
    return response;
  }

  /** Whether the worker answered for the network, if only with how the page was before. */
  private async isLost(response: Response): Promise<boolean> {
    return response.status() === 503 || (await this.page.getByText(SEEN).count()) > 0;
  }

  /** While the page sends again what was lost its button waits with it, and is pressed once more. */
  override async saves(): Promise<Response> {
    return this.arrives(async () => {
      for (let waits = true; waits; ) {
        await expect(this.page.locator('#saved', { hasText: '网络断了' })).toHaveCount(0);
        const waited = this.page.evaluate(() => new Promise<boolean>((done) => addEventListener('submit', (event) => done(event.defaultPrevented), { once: true })));
        // A page that is left answers nothing any more.
        const answered = waited.catch(() => false);
        await this.saving().click();
        waits = await answered;
      }
    });
  }

  /** Where what wakes the page was lost nothing is sent, and the page is opened once more. */
  protected override async picks(papers: Paper[]): Promise<void> {
    const begun = this.page.locator('#sending > *, #files a').first();
    await expect(async () => {
      await this.goes(this.page.url());
      await super.picks(papers);
      await expect(begun).toBeVisible();
    }).toPass();
  }
}
