import { defineConfig } from '@playwright/test';

import { DESKTOP } from './office/devices';
import journeys from './playwright.config';

// Not a journey: `cargo xtask bench` fills a running office with what it looks at, by the hands of the journeys' people.
export default defineConfig({
  ...journeys,
  testDir: 'measured',
  use: { ...journeys.use, baseURL: process.env['ZHANGBAN_OFFICE'] },
  projects: [{ name: 'no JavaScript', use: { ...DESKTOP, javaScriptEnabled: false } }],
});
