import { defineConfig } from '@playwright/test';

/** Stories in a real Chromium against the built desk. Artefacts of a failure go where no checkout keeps them. */
export default defineConfig({
  testDir: 'src',
  testMatch: '**/*.story.ts',
  globalSetup: './src/harness/global-setup.ts',
  outputDir: '../../.relink/stories',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1440, height: 900 },
    // A trace of each step is one flag away (--trace on) and costs a third of the time.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
