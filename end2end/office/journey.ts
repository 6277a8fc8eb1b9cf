// A journey: a server of its own, browsers as the project says, and nothing wrong in any of them at the end.

import { type BrowserContext, type Page, test as base, expect } from '@playwright/test';

import { DESKTOP, type Device } from './devices';
import { Officer } from './officer';
import { Parent } from './parent';
import { type Server, serve } from './server';

export { expect };

interface Journey {
  /** More settings of the server, by their names in the environment. */
  settings: Record<string, string>;
  /** The server of this journey. */
  server: Server;
  /** What went wrong in a browser; must be empty at the end. */
  faults: Faults;
  /** The person at the first device. */
  parent: Parent;
  /** Another device with nothing in it yet, of the same kind unless it is said. */
  anotherDevice: (device?: Device, address?: string) => Promise<Parent>;
  /** An officer at a desk of their own. */
  officer: (name: string, address?: string) => Promise<Officer>;
}

export const test = base.extend<Journey>({
  settings: [{}, { option: true }],
  server: async ({ settings }, use, info) => {
    const server = await serve({ settings });
    await use(server);
    if (info.status !== info.expectedStatus) await info.attach('server', { body: server.said, contentType: 'text/plain' });
    await server.stop();
  },
  baseURL: async ({ server }, use) => use(server.url),
  faults: [
    async ({}, use) => {
      const faults = new Faults();
      await use(faults);
      expect(faults.list(), 'nothing goes wrong in the browser').toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page, faults }, use) => {
    faults.watch(page);
    await use(page);
  },
  parent: async ({ page }, use) => use(new Parent(page)),
  anotherDevice: async ({ browser, faults, baseURL, javaScriptEnabled, serviceWorkers, viewport, hasTouch, isMobile }, use) => {
    const opened: BrowserContext[] = [];
    // A browser as it comes, also where the journey itself is in an app.
    const own = { javaScriptEnabled, serviceWorkers, viewport, hasTouch, isMobile, userAgent: undefined };
    await use(async (device, address) => {
      const kind = { ...own, ...device };
      const context = await browser.newContext({ baseURL: address ?? baseURL, ...kind });
      opened.push(context);
      const page = await context.newPage();
      faults.watch(page);
      return new Parent(page, kind.javaScriptEnabled);
    });
    for (const context of opened) await context.close();
  },
  officer: async ({ browser, faults, baseURL, javaScriptEnabled, serviceWorkers }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (name, address) => {
      const context = await browser.newContext({ baseURL: address ?? baseURL, javaScriptEnabled, serviceWorkers, ...DESKTOP });
      opened.push(context);
      const page = await context.newPage();
      faults.watch(page);
      return Officer.signIn(page, name);
    });
    for (const context of opened) await context.close();
  },
});

/** Errors in the console, scripts that failed, broken policies, answers that say the server broke. */
class Faults {
  private readonly seen: { what: string; address: string }[] = [];
  /** Pages that are meant to say that something is wrong: the browser reports their status as an error. */
  private readonly refusals = new Set<string>();

  /** What this journey brings about on purpose. */
  private expected: RegExp | undefined;

  expect(what: RegExp): void {
    this.expected = what;
  }

  watch(page: Page): void {
    page.on('pageerror', (error) => this.seen.push({ what: `script: ${error.message}`, address: page.url() }));
    page.on('console', (message) => {
      const breaksPolicy = /Content Security Policy/i.test(message.text());
      if (message.type() === 'error' || breaksPolicy) this.seen.push({ what: `console: ${message.text()}`, address: message.location().url });
    });
    page.on('response', (response) => {
      const isPage = response.request().isNavigationRequest();
      if (response.status() >= 500) this.seen.push({ what: `status ${response.status()}`, address: response.url() });
      if (isPage && response.status() >= 400 && response.status() < 500) this.refusals.add(response.url());
    });
  }

  list(): string[] {
    const isRefusal = ({ what, address }: { what: string; address: string }) => what.includes('Failed to load resource') && this.refusals.has(address);
    const isExpected = ({ what }: { what: string }) => this.expected?.test(what) ?? false;
    return this.seen.filter((fault) => !isRefusal(fault) && !isExpected(fault)).map(({ what, address }) => `${what} (${address})`);
  }
}
