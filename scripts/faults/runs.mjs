/**
 * What Playwright is called with, a run each. With `=`: what stands behind a bare `--project` counts as one more of them, a file's name
 * as well.
 */
export const RUNS = [
  ['--project=faults'],
  [
    '--project=chromium',
    '--project=firefox',
    'specs/background-deaths',
    'specs/left-pages',
    'specs/kept-pages',
    'chromium/prerender',
    'firefox/no-disk',
  ],
];

export const argumentsOf = (run, reporter) => [
  'node_modules/@playwright/test/cli.js',
  'test',
  '--config=tests/e2e/playwright.config.ts',
  `--reporter=${reporter}`,
  ...run,
];
