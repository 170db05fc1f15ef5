import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failedNames } from '../../scripts/test/failed-names.mjs';
import { countResults } from '../../scripts/test/results.mjs';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'one-trace-results-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function written(results: unknown): string {
  const file = join(folder, 'results.json');
  writeFileSync(file, JSON.stringify(results));
  return file;
}

function vitest(numPassedTests: number, numFailedTests: number, testResults: unknown[] = []): string {
  return written({ numPassedTests, numFailedTests, testResults });
}

function playwright(stats: { expected: number; unexpected?: number; flaky?: number }, errors: unknown[] = []): string {
  return written({ stats: { unexpected: 0, flaky: 0, ...stats }, errors });
}

describe('counting the results of a test runner', () => {
  it('takes passed and failed as vitest counts them', () => {
    expect(countResults('vitest', vitest(5, 2), 1)).toEqual({ passed: 5, failed: 2 });
  });
  it('counts a test file that could not be loaded as a failure', () => {
    const broken = { status: 'failed', assertionResults: [] };
    expect(countResults('vitest', vitest(5, 0, [broken]), 1)).toEqual({ passed: 5, failed: 1 });
  });
  it('counts a flaky browser test as failed', () => {
    expect(countResults('playwright', playwright({ expected: 3, unexpected: 1, flaky: 1 }), 1)).toEqual({
      passed: 3,
      failed: 2,
    });
  });
  it('counts errors of Playwright outside tests', () => {
    expect(countResults('playwright', playwright({ expected: 3 }, ['no config']), 1)).toEqual({ passed: 3, failed: 1 });
  });
  it('does not believe results of a runner that ended badly', () => {
    expect(countResults('vitest', vitest(5, 0), 139)).toEqual({ passed: 5, failed: 1 });
  });
  it('counts a runner without results, and one without tests, as one failure', () => {
    expect(countResults('vitest', join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1 });
    expect(countResults('playwright', playwright({ expected: 0 }), 0)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('the names of what failed', () => {
  it('are those of the tests of vitest, with the first line of the reason', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'a thing works', failureMessages: [] },
      { status: 'failed', fullName: 'another does', failureMessages: ['expected 1\n  at here'] },
    ];
    const file = vitest(1, 1, [
      { name: 'a.test.ts', status: 'failed', assertionResults },
      { name: 'b.test.ts', status: 'failed', assertionResults: [] },
    ]);
    expect(failedNames('vitest', file)).toEqual(['another does: expected 1', 'b.test.ts']);
  });
  it('are those of the tests of Playwright, however deep they lie, with their groups', () => {
    const spec = (title: string, ok: boolean) => ({ title, ok, file: 'a.spec.ts', line: 7 });
    const inner = { title: 'in the dark', specs: [spec('breaks', false)] };
    const file = written({ suites: [{ title: 'a.spec.ts', specs: [spec('works', true)], suites: [inner] }] });
    expect(failedNames('playwright', file)).toEqual(['a.spec.ts:7 in the dark › breaks']);
  });
  it('say every reason that Playwright gave, without its colours', () => {
    const errors = [
      { message: '\u001b[31mTest timeout of 9 ms exceeded.\u001b[39m' },
      { message: 'Error: closed\n  at here', location: { file: 'a.spec.ts', line: 12, column: 3 } },
    ];
    const spec = { title: 'breaks', ok: false, file: 'a.spec.ts', line: 7, tests: [{ results: [{ errors }] }] };
    const file = written({ suites: [{ title: 'a.spec.ts', specs: [spec] }] });
    expect(failedNames('playwright', file)).toEqual([
      'a.spec.ts:7 breaks: Test timeout of 9 ms exceeded. | Error: closed (line 12)',
    ]);
  });
});
