import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runBench, type BenchOutcome } from '../bench/bench.ts';
import type { BenchRow, Reading } from '../bench/row.ts';

let output = '';
let lines: string[] = [];
beforeEach(() => {
  output = mkdtempSync(join(tmpdir(), 'one-trace-bench-'));
  lines = [];
});
afterEach(() => rmSync(output, { recursive: true }));

const reading = (what: string, ms: number): Reading => ({
  what,
  unit: 'ms',
  ours: { median: ms, least: ms, most: ms },
  gate: { most: 100 },
});
const row = (name: string, measure: () => Reading[]): BenchRow => ({ name, measure: async () => measure() });
const quick = row('quick', () => [reading('quick', 20)]);
const slow = row('slow', () => [reading('slow', 200)]);
const broken = row('broken', () => {
  throw new Error('the browser is gone');
});

const run = (table: readonly BenchRow[], ...names: string[]): Promise<BenchOutcome> =>
  runBench({ names, output, table, scale: 1, root: output, say: (line) => lines.push(line) });
const written = (): { rows: unknown; readings: unknown } =>
  JSON.parse(readFileSync(join(output, 'bench.json'), 'utf8')) as ReturnType<typeof written>;

describe('the bench', () => {
  it('has written what was measured before the next row begins', async () => {
    let before: unknown;
    const last = row('last', () => {
      before = written().readings;
      return [];
    });
    await run([quick, last]);
    expect(before).toEqual([reading('quick', 20)]);
  });

  it('goes on behind a row that throws, and says which one it was and why', async () => {
    expect(await run([broken, quick])).toEqual({ missed: 0, failed: ['broken'] });
    expect(lines.join('\n')).toContain('the browser is gone');
    expect(lines.at(-1)).toMatch(/^FAILED rows.*broken$/);
    expect(written().readings).toEqual([reading('quick', 20)]);
  });

  it('writes of each row how long it took, and of a broken one what it said', async () => {
    await run([quick, broken]);
    expect(written().rows).toEqual([
      { name: 'quick', seconds: expect.any(Number) as number },
      {
        name: 'broken',
        seconds: expect.any(Number) as number,
        failed: expect.stringContaining('the browser is gone') as string,
      },
    ]);
    expect(lines).toContainEqual(expect.stringMatching(/^quick: [\d.]+ s$/));
    expect(lines).toContainEqual(expect.stringMatching(/^broken: FAILED after [\d.]+ s$/));
  });

  it('counts gates that were missed', async () => {
    expect(await run([quick, slow])).toEqual({ missed: 1, failed: [] });
  });

  it('measures the rows it is asked for, and refuses names it does not know', async () => {
    expect(await run([slow, quick, broken], 'quick')).toEqual({ missed: 0, failed: [] });
    await expect(run([quick], 'quack')).rejects.toThrow('no row quack; there are quick');
  });
});
