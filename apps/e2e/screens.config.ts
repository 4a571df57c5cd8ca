import { defineConfig } from '@playwright/test';
import config from './playwright.config.ts';

/** Takes pictures of every page: `npm run screens`. Not part of the tests. */
export default defineConfig(config, {
  testMatch: '**/screens.ts',
  timeout: 1_200_000,
  workers: 1,
  outputDir: '../../.relink/screens-run',
});
