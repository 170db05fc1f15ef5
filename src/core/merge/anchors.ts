import type { Lane } from './lane.ts';
import { longestRise } from './longest-rise.ts';
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
