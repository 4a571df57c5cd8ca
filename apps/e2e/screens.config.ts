import { defineConfig } from '@playwright/test';
import config from './playwright.config.ts';

/** Takes pictures of every page: `npx playwright test --config apps/e2e/screens.config.ts`. Not part of the tests. */
export default defineConfig(config, {
  testMatch: '**/screens.ts',
  timeout: 300_000,
  outputDir: '../../.relink/screens-run',
});
