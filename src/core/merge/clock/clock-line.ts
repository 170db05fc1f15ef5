import type { ClockPoints } from './clock-points.ts';
import { ceilingAt, floorAt, hullOf, type Hull } from './hull.ts';

/** How B's clock ran against A's for a while: it read `t + offset + drift · (t − at)` when A's read `t`. Milliseconds. */
export interface ClockLine {
  at: number;
  offset: number;
  /** Milliseconds for each millisecond. */
  drift: number;
  /** Lowest and highest drift that the frames allow. */
  driftRange: [low: number, high: number];
  /**
   * Half of the least round trip: how far the offset may be off where one way takes longer than the other. Undefined where frames went
   * one way only, so that their time on the way cannot be told from the offset. Negative where no line fits.
   */
  uncertainty?: number;
}

/** No clock runs faster or slower than this against another. */
export const MAX_DRIFT = 1e-3;
/** Usual for the quartz of a computer. */
const USUAL_DRIFT = 1e-4;
/** Milliseconds of round trip that a usual drift must explain: over a few seconds the noise of the network is larger than any drift. */
const USUAL_DRIFT_COST = 0.02;
const STEPS = 80;

/**
 * The line that keeps the largest distance from what A sent, which lies above it, and from what B sent, below (after Moon, Skelly and Towsley,
 * "Estimation and removal of clock skew from network delay measurements", 1999, for both directions at once). Frames that waited on the way do not matter.
 * @param points in order of x, of which those from `start` to before `end` count: at least one
 */
export function fitClockLine(points: ClockPoints, start: number, end: number): ClockLine {
  const origin = { x: points.x[start] ?? 0, y: points.y[start] ?? 0 };
  const above = hullOf(points, start, end, true, origin);
  const below = hullOf(points, start, end, false, origin);
  const middle = ((points.x[end - 1] ?? 0) - origin.x) / 2;
  const worth = (drift: number): number =>
    spread(above, below, drift, middle) - USUAL_DRIFT_COST * (drift / USUAL_DRIFT) ** 2;
  const drift = highest(worth);
  const line = { at: origin.x, drift };
  const both = above.x.length > 0 && below.x.length > 0;
  if (!both) {
    const touch = above.x.length > 0 ? floorAt(above, drift) : ceilingAt(below, drift);
    return { ...line, offset: origin.y + touch, driftRange: [-MAX_DRIFT, MAX_DRIFT] };
  }
  return {
    ...line,
    offset: origin.y + (floorAt(above, drift) + ceilingAt(below, drift)) / 2,
    uncertainty: margin(above, below, drift),
    driftRange: [edge(above, below, drift, -MAX_DRIFT), edge(above, below, drift, MAX_DRIFT)],
  };
}

/** Half of what lies between the two clouds at this slope. */
const margin = (above: Hull, below: Hull, drift: number): number =>
  (floorAt(above, drift) - ceilingAt(below, drift)) / 2;

/** What is to be made as large as it can be; of one direction alone, how close the line comes to the cloud in its middle. */
function spread(above: Hull, below: Hull, drift: number, middle: number): number {
  if (below.x.length === 0) return floorAt(above, drift) + drift * middle;
  if (above.x.length === 0) return -ceilingAt(below, drift) - drift * middle;
  return margin(above, below, drift);
}

/** The place of the maximum of a concave function among all drifts. */
function highest(worth: (drift: number) => number): number {
  let low = -MAX_DRIFT;
  let high = MAX_DRIFT;
  for (let step = 0; step < STEPS; step++) {
    const left = low + (high - low) / 3;
    const right = high - (high - low) / 3;
    if (worth(left) < worth(right)) low = left;
    else high = right;
  }
  return (low + high) / 2;
}

/** The drift nearest to `limit` that keeps the clouds apart. */
function edge(above: Hull, below: Hull, drift: number, limit: number): number {
  let inside = drift;
  let outside = limit;
  const least = Math.min(0, margin(above, below, drift));
  if (margin(above, below, limit) >= least) return limit;
  for (let step = 0; step < STEPS; step++) {
    const middle = (inside + outside) / 2;
    if (margin(above, below, middle) >= least) inside = middle;
    else outside = middle;
  }
  return inside;
}
