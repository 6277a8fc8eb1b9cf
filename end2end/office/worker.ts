// A phone with the worker that answers for the network, and a network before the server that can be cut.

import type { Page, Response } from '@playwright/test';

import { audit } from './audit';
import { expect, test as journey } from './journey';
import { Network } from './network';
import type { Parent } from './parent';

/** What a page says that is shown as it was last seen. */
export const SEEN = /这是 \d+ 月 \d+ 日 \d\d:\d\d 打开时的样子，现在没有网络。/;
/** The title in the place of a page that was never seen. */
export const UNREAD = '现在没有网络';
/** The title of a page with what could not be sent. */
export const UNSENT = '网络断了，这一步不一定送到了';
/** What a browser reports of a cut, and of the pages that say so. */
export const CUT = /net::ERR_|status 503|status of 503/;
/** What it reports besides, where scripts are cut off, or papers, which are not on their way any more once they arrived. */
export const LOST = new RegExp(`${CUT.source}|Failed to fetch|status of 40[49]`);

/** Nothing gets through. */
export const ALL: Network['cuts'] = () => 'there';
/** What is sent arrives, and nobody hears of it. */
export const ANSWERS: Network['cuts'] = ({ method }) => (method === 'POST' ? 'back' : undefined);

export const test = journey.extend<{ network: Network }>({
  network: async ({ server }, use) => {
    const network = await Network.before(server.url);
    await use(network);
    await network.close();
  },
  baseURL: async ({ network }, use) => use(network.url),
});

/** Opens the first page and waits until the worker answers for the network. */
export async function hasWorker(parent: Parent): Promise<void> {
  await parent.goes('/');
  await expect.poll(() => parent.page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** Sends something that is cut off so: it stays on a page that says what happened. */
export async function isCutOff(parent: Parent, network: Network, cuts: Network['cuts'], act: () => Promise<Response>): Promise<void> {
  network.cuts = cuts;
  expect((await act()).status()).toBe(503);
  await expect(parent.title(UNSENT)).toBeVisible();
  await audit(parent.page);
  network.mend();
}

/** Sends once more what was cut off. */
export function sendsAgain(parent: Parent): Promise<Response> {
  return parent.presses('再提交一次');
}

/** What is kept: the paths by the names of the caches. */
export function kept(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async () => {
    const all: Record<string, string[]> = {};
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      all[name] = requests.map(({ url }) => new URL(url).pathname);
    }
    return all;
  });
}

/** The names under which pages of somebody's own are kept. */
export async function owners(page: Page): Promise<string[]> {
  return Object.keys(await kept(page)).filter((name) => name.startsWith('mine-'));
}

/** Reads a page, which is kept from then on. */
export async function reads(parent: Parent, path: string): Promise<void> {
  await parent.goes(path);
  await expect.poll(async () => Object.values(await kept(parent.page)).flat()).toContain(path);
}
