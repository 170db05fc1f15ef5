import { createKeyRing } from '../../../src/devtools/worker/key-ring.ts';
import { createReading } from '../../../src/devtools/worker/reading.ts';
import { createMemorySource } from '../../../src/core/trace/memory-source.ts';
import { exponentOf, spreadOf } from '../spread.ts';
import type { BenchRow, Reading } from '../row.ts';
import { sessionPages } from '../traffic.ts';

const SIZES = [10_000, 30_000, 100_000, 300_000, 1_000_000];

/** Everything that the panel's worker does for a recording: rows, model, findings, statistics, search; and a text search over it. */
export const reading: BenchRow = {
  name: 'reading',
  async measure({ scale, say }) {
    const reads: { size: number; cost: number }[] = [];
    const searches: { size: number; cost: number }[] = [];
    const first: number[] = [];
    for (const size of SIZES.map((frames) => frames * scale)) {
      const { readMs, firstMs, searchMs } = await readOnce(size);
      say(
        `  ${size} frames: read ${readMs.toFixed(0)} ms, first rows ${firstMs.toFixed(0)} ms, search ${searchMs.toFixed(0)} ms`,
      );
      reads.push({ size, cost: readMs });
      searches.push({ size, cost: searchMs });
      first.push(firstMs);
    }
    return [
      rate('worker reads a recording', reads),
      growth('worker reads a recording', reads),
      growth('text search over all rows', searches),
      {
        what: `text search over ${searches[2]?.size} rows`,
        unit: 'ms',
        ours: spreadOf([searches[2]?.cost ?? NaN]),
        gate: { most: 100 },
      },
      {
        what: `text search over ${searches[4]?.size} rows`,
        unit: 'ms',
        ours: spreadOf([searches[4]?.cost ?? NaN]),
        gate: { most: 400 },
      },
      { what: 'first rows of a recording, 10 k to 1 M', unit: 'ms', ours: spreadOf(first) },
    ];
  },
};

const rate = (what: string, points: readonly { size: number; cost: number }[]): Reading => ({
  what,
  unit: 'frames/s',
  ours: spreadOf(points.map(({ size, cost }) => (size / cost) * 1000)),
});

const growth = (what: string, points: readonly { size: number; cost: number }[]): Reading => ({
  what: `${what}: exponent of its growth`,
  unit: '',
  ours: spreadOf([exponentOf(points)]),
  gate: { most: 1.1 },
});

async function readOnce(frames: number): Promise<{ readMs: number; firstMs: number; searchMs: number }> {
  const source = createMemorySource();
  for (const page of sessionPages({ frames, size: 200 })) source.add(page);
  let firstMs = NaN;
  let rows = 0;
  let searched: (() => void) | undefined;
  const start = performance.now();
  const reading = createReading({
    source,
    keys: createKeyRing(),
    run: 1,
    onRead: () => undefined,
    post(event) {
      if (event.type === 'batch') {
        if (rows === 0) firstMs = performance.now() - start;
        rows += event.batch.count;
      }
      if (event.type === 'hits' && event.from + event.count >= rows) searched?.();
      if (event.type === 'failed') throw new Error(event.trouble.message);
    },
  });
  await reading.read();
  const readMs = performance.now() - start;
  if (rows < frames) throw new Error(`${rows} rows of ${frames} frames`);
  const begun = performance.now();
  await new Promise<void>((resolve) => {
    searched = resolve;
    reading.search(1, [{ field: 'text', match: { kind: 'word', text: 'nowhere' } }]);
  });
  const searchMs = performance.now() - begun;
  reading.stop();
  return { readMs, firstMs, searchMs };
}
