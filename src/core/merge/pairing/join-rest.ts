import { ROUNDING_MS } from '../clock/clock.ts';
import { earliestWithin, latestBefore } from './join-by-time.ts';
import { hasDigest, ROW } from '../survey/frame-table.ts';
import {
  endsOf,
  gapsOf,
  idOf,
  openPlaces,
  type Anchored,
  type Ends,
  type Filling,
  type Gap,
  type KeyOf,
  type Place,
} from './lane-gaps.ts';
import { MATCH, type Match } from './lane.ts';

/** A frame is looked for no longer than this after it was sent, before it is looked for at all. */
const USUAL_WAY_MS = 1000;

/**
 * Joins what is left of a lane by a guess: payloads that were sent oftener than they were received, by their time; then what differs, but
 * stands in the same place and has the same size.
 */
export function joinRest(filling: Filling, anchored: Anchored): void {
  const ends = endsOf(filling, anchored.lane);
  const slack = ends.clock ? ROUNDING_MS : Infinity;
  for (const gap of gapsOf(anchored)) {
    joinBy(
      ends,
      gap,
      idOf,
      (sent, received) => latestBefore(sent, received, slack),
      () => MATCH.payload,
    );
    // What is still there stands in another order, as only a data channel brings about, or its time is wrong.
    joinBy(
      ends,
      gap,
      idOf,
      (sent, received) => latestBefore(sent, received, Infinity),
      () => MATCH.reordered,
    );
    for (const window of [USUAL_WAY_MS, Infinity])
      joinBy(ends, gap, shapeOf, (sent, received) => earliestWithin(sent, received, slack, window), matchOf);
  }
}

const shapeOf: KeyOf = ({ table: { size, flags } }, row) =>
  (size[row] ?? 0) * 2 + 1 + ((flags[row] ?? 0) & ROW.binary ? 1 : 0);

function matchOf({ from, to }: Ends, rowFrom: number, rowTo: number): Match {
  if (!hasDigest(from.table, rowFrom) || !hasDigest(to.table, rowTo)) return MATCH.place;
  return from.ids[rowFrom] === to.ids[rowTo] ? MATCH.reordered : MATCH.altered;
}

function joinBy(
  ends: Ends,
  gap: Gap,
  keyOf: KeyOf,
  find: (sent: readonly Place[], received: readonly Place[]) => [number, number][],
  howOf: (ends: Ends, rowFrom: number, rowTo: number) => Match,
): void {
  const sent = openPlaces(ends.from, gap.sent, keyOf);
  const received = openPlaces(ends.to, gap.received, keyOf);
  if (sent.length === 0 || received.length === 0) return;
  for (const [at, other] of find(sent, received)) {
    const placeSent = sent[at]?.place ?? 0;
    const placeReceived = received[other]?.place ?? 0;
    const how = howOf(ends, ends.from.rows[placeSent] ?? 0, ends.to.rows[placeReceived] ?? 0);
    ends.join(placeSent, placeReceived, how);
  }
}
