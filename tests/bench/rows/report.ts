import { runCli } from '../cli-run.ts';
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
      const { ms, maxMb } = await withRecordingFile({ frames: size, size: 200 }, (path) =>
        runCli(root, ['report', path, '--json']),
      );
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
