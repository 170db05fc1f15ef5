import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { argumentsOf, RUNS } from '../../scripts/faults/runs.mjs';

interface Suite {
  file: string;
  specs: { tests: { projectName: string }[] }[];
  suites?: Suite[];
}

/** What Playwright would run: each file with its projects. */
async function listed(run: readonly string[]): Promise<string[]> {
  const env = { ...process.env, ONE_TRACE_FAULTS: 'all' };
  const { stdout } = await promisify(execFile)(process.execPath, [...argumentsOf(run, 'json'), '--list'], { env });
  const { suites } = JSON.parse(stdout) as { suites: Suite[] };
  const flat = (suite: Suite): Suite[] => [suite, ...(suite.suites ?? []).flatMap(flat)];
  const all = suites.flatMap(flat);
  return [
    ...new Set(
      all.flatMap(({ file, specs }) =>
        specs.flatMap(({ tests }) => tests.map(({ projectName }) => `${projectName} ${file}`)),
      ),
    ),
  ].sort();
}

describe('the runs of faults', () => {
  test('are the faults, and what else the suites of either browser have of them', { timeout: 60_000 }, async () => {
    const [faults, deaths] = await Promise.all(RUNS.map(listed));
    expect(faults).toContain('faults faults/disk.spec.ts');
    expect(faults?.every((each) => /^faults[\w-]* faults\//.test(each))).toBe(true);
    for (const browser of ['chromium', 'firefox'])
      for (const spec of ['background-deaths', 'left-pages', 'kept-pages'])
        expect(deaths).toContain(`${browser} specs/${spec}.spec.ts`);
    expect(deaths).toContain('chromium chromium/prerender.spec.ts');
  });
});
