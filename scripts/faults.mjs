// npm run test:faults: every fault, each compared with the lab's own log at its end; and the background's deaths in both browsers.
import { say, sayWhy } from './setup/say.mjs';
import { root } from './setup/root.mjs';
import { run } from './setup/run.mjs';
import { setUp } from './setup/setup.mjs';

const RUNS = [
  ['--project', 'faults'],
  ['--project', 'chromium', '--project', 'firefox', 'specs/background-deaths'],
];

try {
  const env = await setUp({ browsers: ['chromium', 'firefox'], targets: ['chrome-test', 'firefox-test', 'cli'] });
  for (const args of RUNS) {
    const command = [
      'node_modules/@playwright/test/cli.js',
      'test',
      '--config',
      'tests/e2e/playwright.config.ts',
      ...args,
    ];
    const options = { cwd: root, env: { ...env, ONE_TRACE_FAULTS: 'all' }, output: 'inherit' };
    if ((await run(process.execPath, command, options)) !== 0) process.exitCode = 1;
  }
  say(process.exitCode === 1 ? 'some faults were not survived; see above' : 'every fault was survived');
} catch (error) {
  sayWhy(error);
  process.exitCode = 1;
}
