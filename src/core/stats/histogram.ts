/** Buckets that grow by a factor: percentiles of any number of samples in constant memory. */
export interface Scale {
  /** Upper end of bucket 0. */
  base: number;
  growth: number;
  buckets: number;
}

export interface Histogram {
  count: number;
  sum: number;
  max: number;
  buckets: Uint32Array;
}

/** Bytes of a message, 16 B to 300 MB. */
export const BYTES: Scale = { base: 16, growth: 1.2, buckets: 92 };

export const createHistogram = ({ buckets }: Scale): Histogram => ({
  count: 0,
  sum: 0,
  max: 0,
  buckets: new Uint32Array(buckets),
});

/** The bucket of a value; the last one takes all that lies above. */
export function bucketOf({ base, growth, buckets }: Scale, value: number): number {
  return value <= base ? 0 : Math.min(buckets - 1, Math.ceil(Math.log(value / base) / Math.log(growth)));
}

/** Upper end of a bucket. */
export const valueOf = ({ base, growth }: Scale, bucket: number): number => base * growth ** bucket;

/** Takes a sample; what is no amount is left out. */
export function addSample(histogram: Histogram, scale: Scale, value: number): void {
  if (!(value >= 0) || !Number.isFinite(value)) return;
  histogram.count++;
  histogram.sum += value;
  histogram.max = Math.max(histogram.max, value);
  const bucket = bucketOf(scale, value);
  histogram.buckets[bucket] = (histogram.buckets[bucket] ?? 0) + 1;
}

/** The value at or below which `share` (0…1) of the samples of all these lie; undefined without samples. */
export function percentileOf(histograms: readonly Histogram[], scale: Scale, share: number): number | undefined {
  let count = 0;
  let max = 0;
  for (const histogram of histograms) {
    count += histogram.count;
    max = Math.max(max, histogram.max);
  }
  if (count === 0) return undefined;
  const rank = Math.max(1, Math.ceil(share * count));
  let below = 0;
  for (let bucket = 0; bucket < scale.buckets; bucket++) {
    for (const { buckets } of histograms) below += buckets[bucket] ?? 0;
    if (below >= rank) return Math.min(valueOf(scale, bucket), max);
  }
  return max;
}
