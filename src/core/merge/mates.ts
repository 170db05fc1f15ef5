import type { Lane } from './lane.ts';

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
