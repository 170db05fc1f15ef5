import { createReadStream } from 'node:fs';
import { gunzip } from '../../../src/cli/gunzip.ts';
import { openArchive } from '../../../src/core/trace/archive/read.ts';
import { runsToPages } from '../../../src/core/trace/import-pages.ts';
import { inTurns } from '../in-turns.ts';
import { withRecordingFile } from '../recording-file.ts';
import type { BenchRow, Reading } from '../row.ts';
import { exponentOf, spreadOf } from '../spread.ts';

/** The longest takes a minute. */
const ROUNDS = [9, 5, 1];

/** A file into pages as they are stored, against expanding it the same way and parsing its lines. */
export const importFile: BenchRow = {
  name: 'import',
  async measure({ scale }) {
    const sizes = [10_000, 100_000, 1_000_000].map((frames) => frames * scale);
    const readings: Reading[] = [];
    for (const [n, frames] of sizes.entries()) readings.push(await importOf(frames, ROUNDS[n] ?? 1));
    const points = readings.map(({ ours }, n) => ({ size: sizes[n] ?? NaN, cost: (sizes[n] ?? NaN) / ours.median }));
    return [
      ...readings,
      { what: 'import: exponent of its growth', unit: '', ours: spreadOf([exponentOf(points)]), gate: { most: 1.1 } },
    ];
  },
};

const importOf = (frames: number, rounds: number): Promise<Reading> =>
  withRecordingFile({ frames, size: 200 }, async (path) => {
    const turns = await inTurns(frames, rounds, { ours: () => toPages(path, frames), base: () => parseLines(path) });
    return {
      what: `import of ${frames} frames`,
      unit: 'frames/s',
      ours: turns.ours,
      against: { what: 'gunzip + JSON.parse', spread: turns.base },
      ratio: turns.ratio,
      gate: { least: 0.5 },
    };
  });

async function toPages(path: string, expected: number): Promise<void> {
  const { runs } = await openArchive(createReadStream(path), { gunzip });
  let read = 0;
  for await (const { frames } of runsToPages(runs)) read += frames;
  if (read !== expected) throw new Error(`${read} of ${expected} frames were imported`);
}

async function parseLines(path: string): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  let kinds = 0;
  for await (const chunk of gunzip(createReadStream(path))) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if ((JSON.parse(line) as { kind?: string }).kind !== undefined) kinds += 1;
  }
  if (kinds === 0) throw new Error('nothing was parsed');
}
