import { LATENCY, createLatency, type Latency } from '../model/latency.ts';
import { bucketOf, valueOf } from './histogram.ts';

/** Round trips by bucket of time and bucket of latency, only those that occur: a chart of points and percentiles of any stretch. */
export type TripCells = Map<number, number>;

const STRIDE = LATENCY.buckets;

export function addTrip(cells: TripCells, bucket: number, ms: number): void {
  const key = bucket * STRIDE + bucketOf(LATENCY, ms);
  cells.set(key, (cells.get(key) ?? 0) + 1);
}

/** Two buckets of time become one. */
export function halveTrips(cells: TripCells): TripCells {
  const merged: TripCells = new Map();
  for (const [key, count] of cells) {
    const to = Math.floor(Math.floor(key / STRIDE) / 2) * STRIDE + (key % STRIDE);
    merged.set(to, (merged.get(to) ?? 0) + count);
  }
  return merged;
}

/** The round trips of the buckets of time `low` … `high`. */
export function tripsBetween(all: readonly TripCells[], low: number, high: number): Latency {
  const latency = createLatency();
  for (const cells of all) {
    for (const [key, count] of cells) {
      const bucket = Math.floor(key / STRIDE);
      if (bucket < low || bucket > high) continue;
      const at = key % STRIDE;
      latency.count += count;
      latency.sum += count * valueOf(LATENCY, at);
      latency.max = Math.max(latency.max, valueOf(LATENCY, at));
      latency.buckets[at] = (latency.buckets[at] ?? 0) + count;
    }
  }
  return latency;
}

/** A point of the chart: middle of its bucket of time, latency, how many fell there. */
export interface TripPoints {
  t: Float64Array;
  ms: Float64Array;
  count: Float64Array;
}

/** Points in order of time. */
export function tripPoints(all: readonly TripCells[], width: number): TripPoints {
  const sum: TripCells = new Map();
  for (const cells of all) for (const [key, count] of cells) sum.set(key, (sum.get(key) ?? 0) + count);
  const keys = Float64Array.from(sum.keys()).sort();
  return {
    t: keys.map((key) => (Math.floor(key / STRIDE) + 0.5) * width),
    ms: keys.map((key) => valueOf(LATENCY, key % STRIDE)),
    count: keys.map((key) => sum.get(key) ?? 0),
  };
}
