import type { Anchors } from './anchors.ts';
import { toA, type Clock } from '../clock/clock.ts';
import type { FrameTable } from '../survey/frame-table.ts';
import { type Lane, type Match, type Mates, join, receivedRow, sentRow } from './lane.ts';
import type { PayloadIds } from './payload-ids.ts';
import type { Side } from '../survey/survey-side.ts';
import type { Waiting } from './join-by-time.ts';

/** A lane with the frames that are surely the same at both ends. */
export interface Anchored {
  lane: Lane;
  anchors: Anchors;
}

/** What lies between two anchors: places of `sent` and of `received`, the end not included. Neither is empty. */
export interface Gap {
  sent: readonly [from: number, to: number];
  received: readonly [from: number, to: number];
}

export function* gapsOf({ lane, anchors }: Anchored): Generator<Gap> {
  let sent = 0;
  let received = 0;
  for (let at = 0; at <= anchors.sent.length; at++) {
    const gap: Gap = {
      sent: [sent, anchors.sent[at] ?? lane.sent.length],
      received: [received, anchors.received[at] ?? lane.received.length],
    };
    if (gap.sent[0] < gap.sent[1] && gap.received[0] < gap.received[1]) yield gap;
    [sent, received] = [gap.sent[1] + 1, gap.received[1] + 1];
  }
}

/** One end of a lane, for whoever joins its frames with those of the other. */
export interface End {
  table: FrameTable;
  rows: Uint32Array;
  ids: Uint32Array;
  /** Whether what stands at a place has not been joined. */
  isOpen(place: number): boolean;
  /** On A's clock, where it is known. */
  timeOf(row: number): number;
}

export interface Ends {
  from: End;
  to: End;
  clock: Clock | undefined;
  join(sent: number, received: number, how: Match): void;
}

/** What joining needs to know of the whole. `clock` is absent where nothing has told it so far. */
export interface Filling {
  a: Side;
  b: Side;
  ids: PayloadIds;
  mates: Mates;
  clock: Clock | undefined;
}

export function endsOf({ a, b, ids, mates, clock }: Filling, lane: Lane): Ends {
  const endA = { table: a.frames, ids: ids.a, timeOf: (row: number) => a.frames.t[row] ?? 0 };
  const timeOfB = (row: number): number => {
    const t = b.frames.t[row] ?? 0;
    return clock ? toA(clock, t) : t;
  };
  const endB = { table: b.frames, ids: ids.b, timeOf: timeOfB };
  const [from, to] = lane.fromA ? [endA, endB] : [endB, endA];
  return {
    from: { ...from, rows: lane.sent, isOpen: (place) => receivedRow(mates, lane, place) === undefined },
    to: { ...to, rows: lane.received, isOpen: (place) => sentRow(mates, lane, place) === undefined },
    clock,
    join: (sent, received, how) => join(mates, lane, sent, received, how),
  };
}

/** A frame of a gap that waits to be joined. */
export interface Place extends Waiting {
  place: number;
}

/** What makes two frames candidates for each other; 0 for frames that are none. */
export type KeyOf = (end: End, row: number) => number;

export const idOf: KeyOf = ({ ids }, row) => ids[row] ?? 0;

export function openPlaces(end: End, [from, to]: readonly [number, number], keyOf: KeyOf): Place[] {
  const places: Place[] = [];
  for (let place = from; place < to; place++) {
    const row = end.rows[place] ?? 0;
    const key = end.isOpen(place) ? keyOf(end, row) : 0;
    if (key !== 0) places.push({ place, key, t: end.timeOf(row) });
  }
  return places;
}
