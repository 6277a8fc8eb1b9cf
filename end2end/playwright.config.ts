import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';

import { DESKTOP, PHONE } from './office/devices';

// What a journey needs is in its file's name (`*.wasm.spec.ts`: an island awake) and its tags: with `@phone` or `@desktop` it is
// walked once, on that one; with `@everywhere` on all four; with none of them on the phone with wasm and the desktop without JavaScript.
const WASM = /\.wasm\.spec\.ts$/;

const config: PlaywrightTestConfig = {
  testDir: 'journeys',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // These guard against hanging and say nothing of speed: a busy machine takes several times as long as an idle one.
  timeout: 150_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
    // A worker answers in the network's place, so that a journey could no longer cut a single request; those about it let it come.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: process.env['ZHANGBAN_CHROMIUM'] || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'phone, wasm', use: PHONE, grepInvert: /@desktop/ },
    { name: 'desktop, no JavaScript', use: { ...DESKTOP, javaScriptEnabled: false }, grepInvert: /@phone/, testIgnore: WASM },
    { name: 'phone, no JavaScript', use: { ...PHONE, javaScriptEnabled: false }, grep: /@everywhere/, testIgnore: WASM },
    { name: 'desktop, wasm', use: DESKTOP, grep: /@everywhere/ },
  ],
};

export default defineConfig(config);
