import type { Merged } from './merge-two.ts';

/**
 * What a merge says but for times. How long frames were on their way follows the clock, of each connection as well, and that may differ by
 * microseconds where a frame that was the quickest of all left without its payload.
 */
export const withoutTimes = ({ clock: _, aToB: _a, bToA: _b, connections, ...rest }: Merged['report']): unknown => ({
  ...rest,
  connections: connections.map(({ aToB, bToA, ...others }) => ({ ...others, sent: [aToB?.count, bToA?.count] })),
});
