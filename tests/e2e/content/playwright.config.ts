import { defineConfig } from '@playwright/test';

/** The page scripts alone, in the system's Chromium, without the extension around them. */
export default defineConfig({
  testDir: '.',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  outputDir: '../../../test-results/content',
});
