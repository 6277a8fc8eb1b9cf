// A real engine of 2020, the oldest that is meant to have everything: Chromium 86, driven by the last Playwright that still can.

import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

import type { BrowserType, Page } from '@playwright/test';

const require = createRequire(__filename);
const ARGS = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

/** Opens a page of a phone in it, for as long as `use` takes. */
export async function inChromium86(baseURL: string, use: (page: Page) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chromium-86-'));
  const executablePath = path.join(folder, 'chromium');
  const packed = path.join(path.dirname(require.resolve('chrome-aws-lambda/package.json')), 'bin', 'chromium.br');
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(executablePath));
  await chmod(executablePath, 0o755);
  const { chromium } = require('playwright-core-1.58') as { chromium: BrowserType };
  const browser = await chromium.launch({ executablePath, args: ARGS });
  try {
    const context = await browser.newContext({
      baseURL,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const page = await context.newPage();
    // By this name the expectations of today's runner know what they are given.
    Object.assign(Object.getPrototypeOf(page), { _apiName: 'Page' });
    Object.assign(Object.getPrototypeOf(page.locator('main')), { _apiName: 'Locator' });
    await use(page);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
