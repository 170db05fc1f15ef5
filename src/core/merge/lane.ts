import type { ConnPair } from './pair-connections.ts';
import { isBetweenPeers, isOut, type FrameTable } from './frame-table.ts';
import type { Side } from './survey-side.ts';

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
