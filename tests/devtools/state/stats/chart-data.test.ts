import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsOf, joinPoints, sumOf } from '../../../../src/devtools/state/stats/chart-data.ts';

describe('bars of a chart', () => {
  it('keep what their buckets add up to, in no more bars than are seen', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 1, maxLength: 1024 }),
        fc.integer({ min: 1, max: 200 }),
        (values, limit) => {
          const { columns, x, width } = barsOf({ start: 5000, width: 100 }, [Float64Array.from(values)], {
            perSecond: false,
            limit,
          });
          const sum = (columns[0] ?? new Float64Array(0)).reduce((all, value) => all + value, 0);
          expect(sum).toBe(values.reduce((all, value) => all + value, 0));
          expect(x.length).toBeLessThanOrEqual(limit);
          expect(x[0]).toBe(5);
          expect(width % 100).toBe(0);
        },
      ),
    );
  });

  it('are rates where asked for, and know their peak', () => {
    const { columns, peak } = barsOf({ start: 0, width: 200 }, [Float64Array.of(1, 4, 2)], { perSecond: true });
    expect([...(columns[0] ?? [])]).toEqual([5, 20, 10]);
    expect(peak).toEqual({ value: 20, t: 200 });
  });

  it('are none without buckets', () => {
    expect(barsOf({ start: 0, width: 200 }, [new Float64Array(0)], { perSecond: true })).toMatchObject({
      peak: { value: 0 },
    });
  });
});

describe('points of a chart', () => {
  it('stand in order of time, each in its own column', () => {
    const points = (...t: number[]) => ({
      t: Float64Array.from(t),
      ms: Float64Array.from(t, (each) => each / 10),
      count: new Float64Array(t.length),
    });
    const [x, a, b] = joinPoints(points(1000, 3000), points(2000));
    expect([[...x], a, b]).toEqual([
      [1, 2, 3],
      [100, null, 300],
      [null, 200, null],
    ]);
  });

  it('adds columns of the same buckets', () => {
    expect([...sumOf(Float64Array.of(1, 2), Float64Array.of(3, 4))]).toEqual([4, 6]);
  });
});
