import { isBetweenPeers, isOut, type FrameTable } from '../survey/frame-table.ts';
import type { PayloadIds } from './payload-ids.ts';
import type { Side } from '../survey/survey-side.ts';

/** A connection of A and one of B that are the two ends of one line, by index. */
export interface ConnPair {
  a: number;
  b: number;
}

export interface PairedConnections {
  pairs: ConnPair[];
  /** Payloads that both sides sent, or both received: many of them mean that both recordings are of one side. */
  sameWay: number;
}

/**
 * Finds the two ends of each line: what one connection sent and another received. Only payloads that occur once each way count, as ciphertext
 * does; what is said again and again (JSON of the handshake) would pair anything with anything. One end has one other end: the one it shares most with.
 */
export function pairConnections(a: Side, b: Side, ids: PayloadIds): PairedConnections {
  const sentA = countOnce(a.frames, ids.a, ids.count, true);
  const sentB = countOnce(b.frames, ids.b, ids.count, true);
  const receivedA = countOnce(a.frames, ids.a, ids.count, false);
  const receivedB = countOnce(b.frames, ids.b, ids.count, false);
  const votes = new Map<number, number>();
  let sameWay = 0;
  for (let id = 1; id < ids.count; id++) {
    vote(votes, a, b, sentA.get(id), receivedB.get(id));
    vote(votes, a, b, receivedA.get(id), sentB.get(id));
    if (isAlone(sentA, sentB, receivedA, receivedB, id) || isAlone(receivedA, receivedB, sentA, sentB, id)) sameWay++;
  }
  return { pairs: mostVoted(votes, b.conns.length), sameWay };
}

interface Once {
  /** The row with this payload; undefined where there is none, or more than one. */
  get(id: number): number | undefined;
  has(id: number): boolean;
}

const MANY = 0xffff_ffff;

/** Where each payload occurs in one direction. */
function countOnce(table: FrameTable, ids: Uint32Array, count: number, out: boolean): Once {
  const rows = new Uint32Array(count);
  for (let row = 0; row < table.length; row++) {
    const id = ids[row] ?? 0;
    if (id === 0 || isOut(table, row) !== out || !isBetweenPeers(table, row)) continue;
    rows[id] = rows[id] === 0 ? row + 1 : MANY;
  }
  return {
    has: (id) => rows[id] !== 0,
    get(id) {
      const row = rows[id] ?? 0;
      return row === 0 || row === MANY ? undefined : row - 1;
    },
  };
}

const isAlone = (oneA: Once, oneB: Once, otherA: Once, otherB: Once, id: number): boolean =>
  oneA.get(id) !== undefined && oneB.get(id) !== undefined && !otherA.has(id) && !otherB.has(id);

function vote(votes: Map<number, number>, a: Side, b: Side, rowA: number | undefined, rowB: number | undefined): void {
  if (rowA === undefined || rowB === undefined) return;
  const key = (a.frames.conn[rowA] ?? 0) * b.conns.length + (b.frames.conn[rowB] ?? 0);
  votes.set(key, (votes.get(key) ?? 0) + 1);
}

function mostVoted(votes: ReadonlyMap<number, number>, width: number): ConnPair[] {
  const takenA = new Set<number>();
  const takenB = new Set<number>();
  const pairs: ConnPair[] = [];
  for (const [key] of [...votes].toSorted(([keyA, x], [keyB, y]) => y - x || keyA - keyB)) {
    const pair = { a: Math.floor(key / width), b: key % width };
    if (takenA.has(pair.a) || takenB.has(pair.b)) continue;
    takenA.add(pair.a);
    takenB.add(pair.b);
    pairs.push(pair);
  }
  return pairs.toSorted((x, y) => x.a - y.a);
}
