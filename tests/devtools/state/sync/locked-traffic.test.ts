import { describe, expect, it } from 'vitest';
import { pollingInterval } from '../../../../src/devtools/state/sync/locked-traffic.ts';

const bursts = (count: number, apart: number): number[] =>
  Array.from({ length: count }, (_, at) => [at * apart, at * apart + 8, at * apart + 40]).flat();

describe('bursts of encrypted frames', () => {
  it('look like polling where they are five seconds apart', () => {
    expect(pollingInterval(bursts(6, 5020))).toBe(5020);
  });

  it.each([
    ['further apart', bursts(6, 20_000)],
    ['too few', bursts(2, 5000)],
    ['one stream', Array.from({ length: 100 }, (_, at) => at * 500)],
    ['none', []],
  ])('do not where they are %s', (_, times) => {
    expect(pollingInterval(times)).toBeUndefined();
  });
});
