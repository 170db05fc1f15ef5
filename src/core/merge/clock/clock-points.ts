/**
 * What frames that were found on both sides say about the two clocks: `x` is when it was at A, `y` how much later B's clock read. What A sent
 * lies above the line that is sought by the time it took, what B sent lies below it.
 */
export interface ClockPoints {
  length: number;
  x: Float64Array;
  y: Float64Array;
  /** 1 where A sent it. */
  fromA: Uint8Array;
}

export const createClockPoints = (room: number): ClockPoints => ({
  length: 0,
  x: new Float64Array(room),
  y: new Float64Array(room),
  fromA: new Uint8Array(room),
});

/** Adds one frame by its times at both ends, epoch milliseconds. */
export function addClockPoint(points: ClockPoints, atA: number, atB: number, fromA: boolean): void {
  const { length, x, y } = points;
  x[length] = atA;
  y[length] = atB - atA;
  points.fromA[length] = fromA ? 1 : 0;
  points.length += 1;
}

/** The points in order of A's time. */
export function sortClockPoints({ length, x, y, fromA }: ClockPoints): ClockPoints {
  const order = Uint32Array.from({ length }, (_, at) => at);
  order.sort((p, q) => (x[p] ?? 0) - (x[q] ?? 0) || p - q);
  return {
    length,
    x: Float64Array.from(order, (at) => x[at] ?? 0),
    y: Float64Array.from(order, (at) => y[at] ?? 0),
    fromA: Uint8Array.from(order, (at) => fromA[at] ?? 0),
  };
}
