import { type FrameTable, isBetweenPeers, isOut } from '../survey/frame-table.ts';
import type { ConnPair } from './pair-connections.ts';
import type { Side } from '../survey/survey-side.ts';

/** One way of a paired line: what one end sent, and what the other received, each in order. Rows of the tables of their sides. */
export interface Lane {
  /** A sends and B receives; else the other way. */
  fromA: boolean;
  sent: Uint32Array;
  received: Uint32Array;
}

/** Both ways of a paired line. What was said to the comm server is not on them. */
export function lanesOf(a: Side, b: Side, pair: ConnPair): [fromA: Lane, fromB: Lane] {
  const rowsA = a.conns[pair.a]?.rows ?? NONE;
  const rowsB = b.conns[pair.b]?.rows ?? NONE;
  return [
    { fromA: true, sent: oneWay(a.frames, rowsA, true), received: oneWay(b.frames, rowsB, false) },
    { fromA: false, sent: oneWay(b.frames, rowsB, true), received: oneWay(a.frames, rowsA, false) },
  ];
}

const NONE = new Uint32Array(0);

const oneWay = (frames: FrameTable, rows: Uint32Array, out: boolean): Uint32Array =>
  rows.filter((row) => isOut(frames, row) === out && isBetweenPeers(frames, row));

/** How a frame of one side was found on the other. */
export const MATCH = {
  none: 0,
  /** The same payload, in order. */
  payload: 1,
  /** The same payload, but not in the order in which it was sent: a data channel may do that. */
  reordered: 2,
  /** The same place, size and type where one of the digests is not known. */
  place: 3,
  /** The same place, size and type, and another payload: changed on the way. */
  altered: 4,
} as const;

export type Match = (typeof MATCH)[keyof typeof MATCH];

/** For each row of a side its row on the other side, + 1; 0 where there is none. */
export interface Mates {
  a: Uint32Array;
  b: Uint32Array;
  /** A Match for each row of A; that of B's row is that of its mate. */
  how: Uint8Array;
}

export const createMates = (rowsA: number, rowsB: number): Mates => ({
  a: new Uint32Array(rowsA),
  b: new Uint32Array(rowsB),
  how: new Uint8Array(rowsA),
});

/** Joins the frame at place `sent` of a lane with that at place `received`. */
export function join(mates: Mates, lane: Lane, sent: number, received: number, how: Match): void {
  const from = lane.sent[sent] ?? 0;
  const to = lane.received[received] ?? 0;
  const [rowA, rowB] = lane.fromA ? [from, to] : [to, from];
  mates.a[rowA] = rowB + 1;
  mates.b[rowB] = rowA + 1;
  mates.how[rowA] = how;
}

/** Row of the receiver for what stands at place `sent` of a lane; undefined where it was not found. */
export function receivedRow(mates: Mates, lane: Lane, sent: number): number | undefined {
  const mate = (lane.fromA ? mates.a : mates.b)[lane.sent[sent] ?? 0] ?? 0;
  return mate === 0 ? undefined : mate - 1;
}

/** Row of the sender for what stands at place `received` of a lane; undefined where it was not found. */
export function sentRow(mates: Mates, lane: Lane, received: number): number | undefined {
  const mate = (lane.fromA ? mates.b : mates.a)[lane.received[received] ?? 0] ?? 0;
  return mate === 0 ? undefined : mate - 1;
}
