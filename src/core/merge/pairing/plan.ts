import { createAnchorFinder } from './anchors.ts';
import { estimateClock, type Clock } from '../clock/clock.ts';
import { addClockPoint, createClockPoints, sortClockPoints } from '../clock/clock-points.ts';
import { joinInOrder } from './join-in-order.ts';
import { joinRest } from './join-rest.ts';
import { type Mates, createMates, lanesOf, receivedRow } from './lane.ts';
import type { Anchored } from './lane-gaps.ts';
import { pairConnections, type ConnPair } from './pair-connections.ts';
import { pairLeftovers } from './pair-leftovers.ts';
import { payloadIds } from './payload-ids.ts';
import type { Side } from '../survey/survey-side.ts';

/** How two recordings of the two ends fit together: enough to look at before it is accepted, and to merge them. */
export interface MergePlan {
  a: Side;
  b: Side;
  /** The two ends of each line, in order of A's connections. */
  pairs: ConnPair[];
  mates: Mates;
  /** Absent where no frame was found on both sides: there is nothing to merge then. */
  clock?: Clock;
  /** Payloads that both sides sent, or both received: where nothing else is shared, both recordings are of one side. */
  sameWay: number;
}

/** Pairs connections and frames of two recordings and reads B's clock against A's. Memory: columns of numbers. */
export function planMerge(a: Side, b: Side): MergePlan {
  const ids = payloadIds(a.frames, b.frames);
  const mates = createMates(a.frames.length, b.frames.length);
  const findAnchors = createAnchorFinder(ids);
  const anchored = (pair: ConnPair): Anchored[] =>
    lanesOf(a, b, pair).map((lane) => ({ lane, anchors: findAnchors(lane) }));

  const { pairs: sure, sameWay } = pairConnections(a, b, ids);
  const sureLanes = sure.flatMap(anchored);
  const early = clockOf(a, b, sureLanes, placesOfAnchors);
  const leftovers = pairLeftovers(a, b, ids, sure, early);
  const lanes = [...sureLanes, ...leftovers.flatMap(anchored)];
  for (const lane of lanes) joinInOrder({ a, b, ids, mates, clock: early }, lane);
  const clock = clockOf(a, b, lanes, placesOfMates(mates));
  for (const lane of lanes) joinRest({ a, b, ids, mates, clock }, lane);
  // Where everything had to be guessed, the guess is all there is.
  const known = clock ?? clockOf(a, b, lanes, placesOfMates(mates));
  const pairs = [...sure, ...leftovers].toSorted((x, y) => x.a - y.a);
  return { a, b, pairs, mates, sameWay, ...(known ? { clock: known } : {}) };
}

/** Calls `take` with the rows of frames that were found at both ends. */
type PlacesOf = (anchored: Anchored, take: (rowSent: number, rowReceived: number) => void) => void;

const placesOfAnchors: PlacesOf = ({ lane, anchors }, take) =>
  anchors.sent.forEach((sent, at) => take(lane.sent[sent] ?? 0, lane.received[anchors.received[at] ?? 0] ?? 0));

const placesOfMates =
  (mates: Mates): PlacesOf =>
  ({ lane }, take) =>
    lane.sent.forEach((row, sent) => {
      const mate = receivedRow(mates, lane, sent);
      if (mate !== undefined) take(row, mate);
    });

function clockOf(a: Side, b: Side, lanes: readonly Anchored[], placesOf: PlacesOf): Clock | undefined {
  const points = createClockPoints(lanes.reduce((sum, { lane }) => sum + lane.sent.length, 0));
  for (const anchored of lanes) {
    const { fromA } = anchored.lane;
    placesOf(anchored, (sent, received) => {
      const [rowA, rowB] = fromA ? [sent, received] : [received, sent];
      addClockPoint(points, a.frames.t[rowA] ?? 0, b.frames.t[rowB] ?? 0, fromA);
    });
  }
  return points.length === 0 ? undefined : estimateClock(sortClockPoints(points));
}
