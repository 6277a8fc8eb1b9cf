// What somebody holds in their hands or sits at.

import type { BrowserContextOptions } from '@playwright/test';

/** What tells one device from another. */
export type Device = Pick<BrowserContextOptions, 'viewport' | 'hasTouch' | 'isMobile' | 'javaScriptEnabled'>;

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } satisfies Device;
export const DESKTOP = { viewport: { width: 1280, height: 800 }, hasTouch: false, isMobile: false } satisfies Device;
