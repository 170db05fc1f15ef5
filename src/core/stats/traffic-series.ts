/** What is counted in each bucket of time. */
export const TRAFFIC = ['messagesIn', 'messagesOut', 'bytesIn', 'bytesOut'] as const;
export type TrafficName = (typeof TRAFFIC)[number];

const STRIDE = TRAFFIC.length;

/** The traffic of one connection by buckets of time, from its first to its last in use. */
export interface TrafficSeries {
  /** Number of the first bucket. */
  first: number;
  /** Buckets in use. */
  length: number;
  cells: Float64Array;
}

export const createTrafficSeries = (): TrafficSeries => ({ first: 0, length: 0, cells: new Float64Array(0) });

export function addTraffic(series: TrafficSeries, bucket: number, dir: 'in' | 'out', bytes: number): void {
  makeRoom(series, bucket);
  const at = (bucket - series.first) * STRIDE + (dir === 'in' ? 0 : 1);
  series.cells[at] = (series.cells[at] ?? 0) + 1;
  series.cells[at + 2] = (series.cells[at + 2] ?? 0) + bytes;
}

function makeRoom(series: TrafficSeries, bucket: number): void {
  const { first, length, cells } = series;
  if (length === 0) series.first = bucket;
  const low = length === 0 ? bucket : Math.min(first, bucket);
  const high = length === 0 ? bucket : Math.max(first + length - 1, bucket);
  const needed = high - low + 1;
  const shift = length === 0 ? 0 : first - low;
  if (needed * STRIDE > cells.length || shift > 0) {
    const room = needed * STRIDE > cells.length ? Math.max(needed, Math.ceil(length * 1.5)) : cells.length / STRIDE;
    const grown = new Float64Array(room * STRIDE);
    grown.set(cells.subarray(0, length * STRIDE), shift * STRIDE);
    series.cells = grown;
  }
  series.first = low;
  series.length = needed;
}

/** Two buckets become one. */
export function halveTraffic(series: TrafficSeries): void {
  if (series.length === 0) return;
  const { first, length, cells } = series;
  const low = Math.floor(first / 2);
  const count = Math.floor((first + length - 1) / 2) - low + 1;
  const merged = new Float64Array(count * STRIDE);
  for (let i = 0; i < length; i++) {
    const to = (Math.floor((first + i) / 2) - low) * STRIDE;
    for (let metric = 0; metric < STRIDE; metric++)
      merged[to + metric] = (merged[to + metric] ?? 0) + (cells[i * STRIDE + metric] ?? 0);
  }
  Object.assign(series, { first: low, length: count, cells: merged });
}

/** Adds one measure of the buckets `low` … `high` to `sum`, whose first entry is bucket `low`. */
export function sumTraffic(
  series: TrafficSeries,
  name: TrafficName,
  low: number,
  high: number,
  sum: Float64Array,
): void {
  const metric = TRAFFIC.indexOf(name);
  const { first, length, cells } = series;
  const end = Math.min(high, first + length - 1);
  for (let bucket = Math.max(low, first); bucket <= end; bucket++)
    sum[bucket - low] = (sum[bucket - low] ?? 0) + (cells[(bucket - first) * STRIDE + metric] ?? 0);
}

/** One measure over the buckets `low` … `high`. */
export function totalTraffic(
  { first, length, cells }: TrafficSeries,
  name: TrafficName,
  low: number,
  high: number,
): number {
  const metric = TRAFFIC.indexOf(name);
  let total = 0;
  const end = Math.min(high, first + length - 1);
  for (let bucket = Math.max(low, first); bucket <= end; bucket++)
    total += cells[(bucket - first) * STRIDE + metric] ?? 0;
  return total;
}
