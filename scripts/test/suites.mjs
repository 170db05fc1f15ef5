import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/root.mjs';
import { run } from '../setup/run.mjs';
import { failedNames } from './failed-names.mjs';
import { countResults } from './results.mjs';

const PLAYWRIGHT = [
  'node_modules/@playwright/test/cli.js',
  'test',
  '--config',
  'tests/e2e/playwright.config.ts',
  '--reporter',
  'list,json',
];

/** Runs a runner that writes its results to a file, which must be of this run. */
async function runAndCount(runner, name, args, env, fileVariable) {
  const file = join(root, `test-results/${name}.json`);
  rmSync(file, { force: true });
  const fileArgs = fileVariable ? [] : [`--outputFile.json=${file}`];
  const fileEnv = fileVariable ? { [fileVariable]: file } : {};
  const status = await run(process.execPath, [...args, ...fileArgs], {
    env: { ...env, ...fileEnv },
    output: 'inherit',
  });
  const counts = countResults(runner, file, status);
  return { ...counts, names: counts.failed > 0 ? failedNames(runner, file) : [] };
}

async function runChecks() {
  const counts = { passed: 0, failed: 0, names: [] };
  for (const script of ['types', 'lint', 'format']) {
    const good = (await run('npm', ['run', '--silent', script], { output: 'inherit' })) === 0;
    counts[good ? 'passed' : 'failed']++;
    if (!good) counts.names.push(script);
  }
  return counts;
}

function browserSuite(project) {
  return (env) =>
    runAndCount('playwright', project, [...PLAYWRIGHT, '--project', project], env, 'PLAYWRIGHT_JSON_OUTPUT_FILE');
}

/** What `npm test` runs, in this order; each gives `{passed, failed, names}`, the names being of what failed. */
export const suites = {
  checks: { browsers: [], run: runChecks },
  unit: {
    browsers: [],
    run: (env) =>
      runAndCount(
        'vitest',
        'unit',
        ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json'],
        env,
      ),
  },
  content: { browsers: ['chromium', 'firefox'], run: browserSuite('content') },
  chromium: { browsers: ['chromium'], run: browserSuite('chromium') },
  faults: { browsers: ['chromium'], run: browserSuite('faults') },
  firefox: { browsers: ['firefox'], run: browserSuite('firefox') },
};
