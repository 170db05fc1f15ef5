import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withRecordingFile } from '../recording-file.ts';
import type { BenchRow } from '../row.ts';
import { exponentOf, spreadOf } from '../spread.ts';

const SIZES = [10_000, 30_000, 100_000, 300_000, 1_000_000];

/** The built command line over longer and longer recordings: time and memory of its whole process. */
export const report: BenchRow = {
  name: 'report',
  async measure({ root, scale, say }) {
    const points: { size: number; cost: number }[] = [];
    let memory = NaN;
    for (const size of SIZES.map((frames) => frames * scale)) {
      const { ms, maxMb } = await withRecordingFile({ frames: size, size: 200 }, (path) => reportOf(root, path));
      say(`  ${size} frames: ${(ms / 1000).toFixed(1)} s, ${maxMb.toFixed(0)} MB`);
      points.push({ size, cost: ms });
      memory = maxMb;
    }
    const largest = points.at(-1)?.size;
    // The start of Node is in each figure: growth is told by what comes on top of the smallest.
    const growth = points
      .slice(1)
      .map(({ size, cost }) => ({ size, cost: Math.max(1, cost - (points[0]?.cost ?? 0)) }));
    return [
      {
        what: `one-trace report over ${largest} frames: memory`,
        unit: 'MB',
        ours: spreadOf([memory]),
        gate: { most: 300 },
      },
      {
        what: 'one-trace report: exponent of its growth',
        unit: '',
        ours: spreadOf([exponentOf(growth)]),
        gate: { most: 1.1 },
      },
    ];
  },
};

/**
 * Runs in the child: the command line as it is, and at its end the most memory that it had. Not `resourceUsage`: on Linux that of a
 * child begins with what its parent had.
 */
const wrapper = (cli: string): string => `
  import { readFileSync } from 'node:fs';
  process.on('exit', () => process.stderr.write('\\n' + readFileSync('/proc/self/status', 'utf8')));
  await import(${JSON.stringify(pathToFileURL(cli).href)});`;

async function reportOf(root: string, path: string): Promise<{ ms: number; maxMb: number }> {
  const cli = join(root, 'dist/cli/one-trace.mjs');
  const start = performance.now();
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', wrapper(cli), 'one-trace', 'report', path, '--json'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  const max = /VmHWM:\s+(\d+)/.exec(said)?.[1];
  if (code !== 0 || max === undefined) throw new Error(`one-trace report ended with ${String(code)}: ${said}`);
  return { ms: performance.now() - start, maxMb: Number(max) / 1024 };
}
