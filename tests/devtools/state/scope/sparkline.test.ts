import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUCKETS, createSparkline } from '../../../../src/devtools/state/scope/sparkline.ts';

test('counts every event once, in at most as many buckets as are drawn', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 200 }), (offsets) => {
      const spark = createSparkline();
      const times = offsets.map((offset) => 1e12 + offset).sort((a, b) => a - b);
      for (const t of times) spark.add(t);
      const counts = spark.counts();
      expect(counts.length).toBeLessThanOrEqual(BUCKETS);
      expect(counts.reduce((a, b) => a + b, 0)).toBe(times.length);
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('puts the first event first and the last event last', () => {
  const spark = createSparkline();
  for (const t of [0, 50_000]) spark.add(t);
  const counts = spark.counts();
  expect(counts[0]).toBe(1);
  expect(counts.at(-1)).toBe(1);
});
