import type { Lane } from './lane.ts';
import type { PayloadIds } from './payload-ids.ts';

/** Frames of a lane that are surely the same, in order: places in `sent` and in `received`, both rising. */
export interface Anchors {
  sent: Uint32Array;
  received: Uint32Array;
  /** Pairs of places with the same payload that stand in another order on the two sides. */
  reordered: [sent: number, received: number][];
}

/** Finds the anchors of lanes: payloads that occur once at each end. Its memory is that of one number for each payload. */
export function createAnchorFinder(ids: PayloadIds): (lane: Lane) => Anchors {
  const sentAt = new Uint32Array(ids.count);
  const receivedAt = new Uint32Array(ids.count);

  return (lane) => {
    const [idsSent, idsReceived] = lane.fromA ? [ids.a, ids.b] : [ids.b, ids.a];
    const idAt = (list: Uint32Array, all: Uint32Array, place: number): number => all[list[place] ?? 0] ?? 0;
    mark(lane.sent, idsSent, sentAt);
    mark(lane.received, idsReceived, receivedAt);
    const sent: number[] = [];
    const received: number[] = [];
    for (let place = 0; place < lane.sent.length; place++) {
      const id = idAt(lane.sent, idsSent, place);
      if (id === 0 || sentAt[id] !== place + 1) continue;
      const other = receivedAt[id] ?? 0;
      if (other === 0 || other === MANY) continue;
      sent.push(place);
      received.push(other - 1);
    }
    clear(lane.sent, idsSent, sentAt);
    clear(lane.received, idsReceived, receivedAt);
    return inOrder(sent, received);
  };
}

const MANY = 0xffff_ffff;

function mark(rows: Uint32Array, ids: Uint32Array, at: Uint32Array): void {
  rows.forEach((row, place) => {
    const id = ids[row] ?? 0;
    if (id !== 0) at[id] = at[id] === 0 ? place + 1 : MANY;
  });
}

function clear(rows: Uint32Array, ids: Uint32Array, at: Uint32Array): void {
  for (const row of rows) at[ids[row] ?? 0] = 0;
}

function inOrder(sent: readonly number[], received: readonly number[]): Anchors {
  const rise = longestRise(received);
  const anchors: Anchors = {
    sent: Uint32Array.from(rise, (at) => sent[at] ?? 0),
    received: Uint32Array.from(rise, (at) => received[at] ?? 0),
    reordered: [],
  };
  let next = 0;
  received.forEach((place, at) => {
    if (rise[next] === at) next += 1;
    else anchors.reordered.push([sent[at] ?? 0, place]);
  });
  return anchors;
}

/**
 * The longest strictly rising subsequence of whole numbers, as ascending indexes. O(n log n): what two sides have in the same order, where
 * `values` are the places on the other side.
 */
export function longestRise(values: ArrayLike<number>): number[] {
  const previous = new Int32Array(values.length);
  /** For each length, the index of the smallest value that ends a rise of it. */
  const ends: number[] = [];
  for (let at = 0; at < values.length; at++) {
    const length = below(ends, values, values[at] ?? 0);
    previous[at] = length === 0 ? -1 : (ends[length - 1] ?? -1);
    ends[length] = at;
  }
  const rise: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) rise.push(at);
  return rise.reverse();
}

/** How many of `ends` stand on a smaller value. */
function below(ends: readonly number[], values: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
