import type { StatsSeries } from '../../../core/stats/stats-view.ts';
import type { TripPoints } from '../../../core/stats/trip-cells.ts';

/** More bars than this are too thin to be told apart. */
export const MAX_BARS = 120;

/** Bars for a chart: x in seconds, as the chart wants it, at the begin of each bar. */
export interface Bars {
  x: Float64Array;
  /** Milliseconds that a bar stands for. */
  width: number;
  columns: Float64Array[];
  /** The largest value of the first column, and when it began. */
  peak: { value: number; t: number };
}

/** Joins buckets to at most `limit` bars; `perSecond` turns sums into rates. */
export function barsOf(
  { start, width }: Pick<StatsSeries, 'start' | 'width'>,
  columns: readonly Float64Array[],
  { perSecond, limit = MAX_BARS }: { perSecond: boolean; limit?: number },
): Bars {
  const length = columns[0]?.length ?? 0;
  const joined = Math.max(1, Math.ceil(length / limit));
  const count = Math.ceil(length / joined);
  const wide = width * joined;
  const factor = perSecond ? 1000 / wide : 1;
  const out = columns.map((column) => {
    const bars = new Float64Array(count);
    column.forEach((value, at) => {
      const bar = Math.floor(at / joined);
      bars[bar] = (bars[bar] ?? 0) + value * factor;
    });
    return bars;
  });
  const first = out[0] ?? new Float64Array(0);
  const highest = first.reduce((best, value, at) => (value > (first[best] ?? 0) ? at : best), 0);
  return {
    x: Float64Array.from({ length: count }, (_, at) => (start + at * wide) / 1000),
    width: wide,
    columns: out,
    peak: { value: first[highest] ?? 0, t: start + highest * wide },
  };
}

export const sumOf = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, at) => value + (b[at] ?? 0));

/** Both sets of points on one axis of time; where one has no point, there is none. */
export function joinPoints(
  a: TripPoints,
  b: TripPoints,
): [x: Float64Array, a: (number | null)[], b: (number | null)[]] {
  const all = [
    ...Array.from(a.t, (t, at) => ({ t, a: a.ms[at] ?? null, b: null })),
    ...Array.from(b.t, (t, at) => ({ t, a: null, b: b.ms[at] ?? null })),
  ].sort((one, other) => one.t - other.t);
  return [Float64Array.from(all, ({ t }) => t / 1000), all.map((each) => each.a), all.map((each) => each.b)];
}
