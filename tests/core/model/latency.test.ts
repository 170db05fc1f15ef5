import { expect, it } from 'vitest';
import { addLatency, createLatency, percentile } from '../../../src/core/model/latency.ts';

it('percentiles of any number of samples are right to within a bucket', () => {
  const latency = createLatency();
  for (let ms = 1; ms <= 1000; ms++) addLatency(latency, ms);
  for (const [share, exact] of [
    [0.5, 500],
    [0.95, 950],
    [1, 1000],
  ] as const) {
    const value = percentile([latency], share) ?? 0;
    expect(value).toBeGreaterThanOrEqual(exact);
    expect(value).toBeLessThanOrEqual(exact * 1.2);
  }
  expect(latency.sum / latency.count).toBe(500.5);
});

it('percentiles of several connections count every sample once', () => {
  const [fast, slow] = [createLatency(), createLatency()];
  for (let n = 0; n < 90; n++) addLatency(fast, 1);
  for (let n = 0; n < 10; n++) addLatency(slow, 1000);
  expect(percentile([fast, slow], 0.5)).toBeLessThan(1.3);
  expect(percentile([fast, slow], 0.95)).toBeGreaterThan(900);
});

it('what is no duration is left out', () => {
  const latency = createLatency();
  for (const ms of [-1, NaN, Infinity]) addLatency(latency, ms);
  expect([latency.count, percentile([latency], 0.5)]).toEqual([0, undefined]);
});
