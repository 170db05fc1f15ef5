import { defineConfig } from '@playwright/test';
import type { Options } from './test.ts';

/** `npm run test:faults` runs all faults; the other suites those that are quick. */
const ofThisLength = process.env['ONE_TRACE_FAULTS'] === 'all' ? {} : { grep: /@quick/ };

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
    { name: 'faults', testMatch: 'e2e/faults/*.spec.ts', ...ofThisLength },
    { name: 'firefox', testMatch: '{specs,firefox}/**/*.spec.ts', use: { engineName: 'firefox' } },
  ],
});
