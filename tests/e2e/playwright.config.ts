import { defineConfig } from '@playwright/test';
import type { Options } from './test.ts';

/** Real browsers of the system, none of Playwright's. No retries: a test that fails sometimes is a test that fails. */
export default defineConfig<Options>({
  testDir: '.',
  outputDir: '../../test-results/artifacts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 40_000 },
  projects: [
    { name: 'content', testMatch: 'content/**/*.spec.ts' },
    { name: 'chromium', testMatch: '{specs,chromium}/**/*.spec.ts', use: { engineName: 'chromium' } },
    { name: 'firefox', testMatch: '{specs,firefox}/**/*.spec.ts', use: { engineName: 'firefox' } },
  ],
});
