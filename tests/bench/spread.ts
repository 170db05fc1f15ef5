import type { Spread } from './row.ts';

/** Median, least and most of some figures. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
  return { median: median ?? NaN, least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN };
}

/** The power of the size that the cost grows with: least squares over logarithms. 1 is linear. */
export function exponentOf(points: readonly { size: number; cost: number }[]): number {
  const logs = points.map(({ size, cost }) => [Math.log(size), Math.log(cost)] as const);
  const mean = (of: 0 | 1): number => logs.reduce((sum, log) => sum + log[of], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const rise = logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0);
  return rise / logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0);
}
