import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addReading, createGauge, growth } from '../../../src/core/stats/gauge.ts';

const gaugeOf = (values: readonly number[]) => {
  const gauge = createGauge();
  values.forEach((value, t) => addReading(gauge, t, value));
  return gauge;
};

describe('a measured value over time', () => {
  it('stays within a bounded number of points, in order, and keeps its peak', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 5000 }), (values) => {
        const { points, max } = gaugeOf(values);
        expect(points.length).toBeLessThanOrEqual(128);
        expect(points.map(({ t }) => t)).toEqual(points.map(({ t }) => t).toSorted((a, b) => a - b));
        expect(max).toBe(Math.max(...values));
        expect(Math.max(...points.map(({ value }) => value))).toBe(max);
      }),
    );
  });

  it('grows where it never fell up to the end', () => {
    expect(growth(gaugeOf([9, 1, 2, 3, 4, 5]), 5)).toEqual({ from: 1, to: 5, by: 4 });
  });

  it.each([
    ['falls at the end', [1, 2, 3, 4, 5, 0]],
    ['stays where it is', [5, 5, 5, 5, 5]],
    ['has too few points', [1, 2]],
    ['is empty', []],
  ])('does not grow where it %s', (_, values) => {
    expect(growth(gaugeOf(values), 5)).toBeUndefined();
  });
});
