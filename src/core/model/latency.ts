import { addSample, createHistogram, percentileOf, type Histogram, type Scale } from '../stats/histogram.ts';

/** Round trips in buckets that grow by a fifth: percentiles of any number of samples in constant memory, to within 20 %. */
export type Latency = Histogram;

/** Milliseconds, 50 µs to 28 min. */
export const LATENCY: Scale = { base: 0.05, growth: 1.2, buckets: 96 };

export const createLatency = (): Latency => createHistogram(LATENCY);

export const addLatency = (latency: Latency, ms: number): void => addSample(latency, LATENCY, ms);

/** The value below which `share` (0…1) of the samples lie, in milliseconds; undefined without samples. */
export const percentile = (latencies: readonly Latency[], share: number): number | undefined =>
  percentileOf(latencies, LATENCY, share);
