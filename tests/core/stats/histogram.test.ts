import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addSample,
  bucketOf,
  BYTES,
  createHistogram,
  percentileOf,
  valueOf,
} from '../../../src/core/stats/histogram.ts';

const amounts = fc.array(fc.double({ min: 0, max: 1e8, noNaN: true }), { minLength: 1, maxLength: 300 });
const histogramOf = (values: readonly number[]) => {
  const histogram = createHistogram(BYTES);
  for (const value of values) addSample(histogram, BYTES, value);
  return histogram;
};
const exact = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(share * values.length)) - 1] ?? NaN;

describe('percentiles from log-scaled buckets', () => {
  it('lie at or above the true one, by no more than the growth of a bucket', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom(0.5, 0.9, 0.95, 1), (values, share) => {
        const told = percentileOf([histogramOf(values)], BYTES, share) ?? NaN;
        const truth = exact(values, share);
        expect(told).toBeGreaterThanOrEqual(truth * (1 - 1e-9));
        expect(told).toBeLessThanOrEqual(Math.max(BYTES.base, truth * BYTES.growth * (1 + 1e-9)));
      }),
    );
  });

  it('over several histograms equal those over all samples in one', () => {
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        for (const share of [0.5, 0.95])
          expect(percentileOf([histogramOf(a), histogramOf(b)], BYTES, share)).toBe(
            percentileOf([histogramOf([...a, ...b])], BYTES, share),
          );
      }),
    );
  });

  it('keep count, sum and maximum exactly', () => {
    const { count, sum, max } = histogramOf([3, 5000, 17, 0]);
    expect([count, sum, max]).toEqual([4, 5020, 5000]);
  });

  it('take no sample that is no amount', () => {
    expect(histogramOf([NaN, -1, Infinity]).count).toBe(0);
    expect(percentileOf([histogramOf([])], BYTES, 0.5)).toBeUndefined();
  });

  it('put a value into the bucket whose upper end is the next above it', () => {
    fc.assert(
      fc.property(fc.double({ min: 17, max: 1e8, noNaN: true }), (value) => {
        const bucket = bucketOf(BYTES, value);
        expect(valueOf(BYTES, bucket)).toBeGreaterThanOrEqual(value * (1 - 1e-9));
        expect(valueOf(BYTES, bucket - 1)).toBeLessThanOrEqual(value * (1 + 1e-9));
      }),
    );
  });
});
