import { defineConfig } from '@playwright/test';

import { PHONE } from './office/devices';
import journeys from './playwright.config';

// Not a journey: `cargo xtask pictures` takes what the README shows, and a sheet of the same pages to be looked at.
export default defineConfig({
  ...journeys,
  testDir: 'pictures',
  projects: [{ name: 'phone', use: { ...PHONE, deviceScaleFactor: 1.5 } }],
});
