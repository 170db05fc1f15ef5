import type { ClockPoints } from './clock-points.ts';

/** The points of a cloud that a straight line below (or above) it can touch, from left to right. */
export interface Hull {
  x: number[];
  y: number[];
}

/**
 * The lower hull of the points that A sent, or the upper one of those that B sent: all that the frames of one direction say about the clock.
 * @param points in order of x; those from `start` to before `end` count
 * @param origin taken off x and y, so that little is lost to rounding
 */
export function hullOf(
  points: ClockPoints,
  start: number,
  end: number,
  fromA: boolean,
  origin: { x: number; y: number },
): Hull {
  const x: number[] = [];
  const y: number[] = [];
  const sign = fromA ? 1 : -1;
  for (let at = start; at < end; at++) {
    if ((points.fromA[at] === 1) !== fromA) continue;
    const nextX = (points.x[at] ?? 0) - origin.x;
    const nextY = sign * ((points.y[at] ?? 0) - origin.y);
    while (x.length > 1 && !turnsLeft(x, y, nextX, nextY)) {
      x.pop();
      y.pop();
    }
    if (x.at(-1) === nextX) {
      y[y.length - 1] = Math.min(y.at(-1) ?? nextY, nextY);
      continue;
    }
    x.push(nextX);
    y.push(nextY);
  }
  return { x, y: y.map((value) => sign * value) };
}

function turnsLeft(x: readonly number[], y: readonly number[], nextX: number, nextY: number): boolean {
  const last = x.length - 1;
  const [x0 = 0, x1 = 0] = [x[last - 1], x[last]];
  const [y0 = 0, y1 = 0] = [y[last - 1], y[last]];
  return (x1 - x0) * (nextY - y0) - (y1 - y0) * (nextX - x0) > 0;
}

/** Where the lowest line of this slope that touches the hull from below meets x = 0; Infinity for an empty hull. */
export function floorAt({ x, y }: Hull, slope: number): number {
  let floor = Infinity;
  for (let at = 0; at < x.length; at++) floor = Math.min(floor, (y[at] ?? 0) - slope * (x[at] ?? 0));
  return floor;
}

/** Where the highest line of this slope that touches the hull from above meets x = 0; -Infinity for an empty hull. */
export function ceilingAt({ x, y }: Hull, slope: number): number {
  let ceiling = -Infinity;
  for (let at = 0; at < x.length; at++) ceiling = Math.max(ceiling, (y[at] ?? 0) - slope * (x[at] ?? 0));
  return ceiling;
}
