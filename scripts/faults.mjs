// npm run test:faults: every fault, each compared with the lab's own log at its end; and the background's deaths in both browsers.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsOf } from './faults/issue-list.mjs';
import { outcomesOf, tableOf } from './faults/outcomes.mjs';
import { argumentsOf, RUNS } from './faults/runs.mjs';
import { say, sayWhy } from './setup/say.mjs';
import { root } from './setup/root.mjs';
import { run } from './setup/run.mjs';
import { setUp } from './setup/setup.mjs';

try {
  const env = await setUp({ browsers: ['chromium', 'firefox'], targets: ['chrome-test', 'firefox-test', 'cli'] });
  const outcomes = [];
  for (const [at, args] of RUNS.entries()) {
    const file = join(root, `test-results/faults-${at}.json`);
    const options = {
      env: { ...env, ONE_TRACE_FAULTS: 'all', PLAYWRIGHT_JSON_OUTPUT_FILE: file },
      output: 'inherit',
    };
    if ((await run(process.execPath, argumentsOf(args, 'list,json'), options)) !== 0) process.exitCode = 1;
    outcomes.push(...outcomesOf(JSON.parse(readFileSync(file, 'utf8'))));
  }
  writeFileSync(join(root, 'test-results/faults.json'), `${JSON.stringify(outcomes, null, 2)}\n`);
  const rows = rowsOf(outcomes);
  if (rows.some(({ verdict }) => verdict === 'NOT RUN')) process.exitCode = 1;
  console.log(tableOf(rows));
  say(process.exitCode === 1 ? 'some faults were not survived; see above' : 'every fault was survived');
} catch (error) {
  sayWhy(error);
  process.exitCode = 1;
}
