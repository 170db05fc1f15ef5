/** Round trips in buckets that grow by a fifth: percentiles of any number of samples in constant memory, to within 10 %. */
export interface Latency {
  count: number;
  sum: number;
  max: number;
  buckets: Uint32Array;
}

const BASE_MS = 0.05;
const GROWTH = 1.2;
const BUCKETS = 96;

export function createLatency(): Latency {
  return { count: 0, sum: 0, max: 0, buckets: new Uint32Array(BUCKETS) };
}

export function addLatency(latency: Latency, ms: number): void {
  if (!(ms >= 0) || !Number.isFinite(ms)) return;
  latency.count++;
  latency.sum += ms;
  latency.max = Math.max(latency.max, ms);
  const bucket = ms <= BASE_MS ? 0 : Math.min(BUCKETS - 1, Math.ceil(Math.log(ms / BASE_MS) / Math.log(GROWTH)));
  latency.buckets[bucket] = (latency.buckets[bucket] ?? 0) + 1;
}

/** The value below which `share` (0…1) of the samples lie, in milliseconds; undefined without samples. */
export function percentile(latencies: readonly Latency[], share: number): number | undefined {
  const count = latencies.reduce((sum, latency) => sum + latency.count, 0);
  if (count === 0) return undefined;
  const rank = Math.max(1, Math.ceil(share * count));
  let below = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    for (const { buckets } of latencies) below += buckets[bucket] ?? 0;
    if (below >= rank) return Math.min(BASE_MS * GROWTH ** bucket, Math.max(...latencies.map(({ max }) => max)));
  }
  return undefined;
}
