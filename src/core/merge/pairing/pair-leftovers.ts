import { ROUNDING_MS, toA, type Clock } from '../clock/clock.ts';
import { isBetweenPeers, isOut } from '../survey/frame-table.ts';
import { latestBefore, type Waiting } from './join-by-time.ts';
import type { ConnPair } from './pair-connections.ts';
import type { PayloadIds } from './payload-ids.ts';
import type { Side } from '../survey/survey-side.ts';

/** No first frame is under way for longer. */
const LONGEST_WAY_MS = 10_000;

/**
 * Pairs connections that share nothing but payloads which are said again and again: dials that ended before the encryption began. The first frame
 * between the peers must be the same, sent by one and received by the other at a fitting time; without a clock there must be no choice.
 */
export function pairLeftovers(
  a: Side,
  b: Side,
  ids: PayloadIds,
  pairs: readonly ConnPair[],
  clock: Clock | undefined,
): ConnPair[] {
  const firstsA = firsts(a, ids.a, new Set(pairs.map((pair) => pair.a)), (t) => t);
  const firstsB = firsts(b, ids.b, new Set(pairs.map((pair) => pair.b)), (t) => (clock ? toA(clock, t) : t));
  const fromA = joined(firstsA.out, firstsB.in, clock !== undefined).map(([x, y]) => ({ a: x, b: y }));
  const fromB = joined(firstsB.out, firstsA.in, clock !== undefined).map(([x, y]) => ({ a: y, b: x }));
  return [...fromA, ...fromB];
}

interface First extends Waiting {
  conn: number;
}

/** The first frame between the peers of each connection that is not taken, in order of time. */
function firsts(
  { conns, frames }: Side,
  ids: Uint32Array,
  taken: ReadonlySet<number>,
  timeOf: (t: number) => number,
): { in: First[]; out: First[] } {
  const found: { in: First[]; out: First[] } = { in: [], out: [] };
  conns.forEach(({ rows }, conn) => {
    const row = taken.has(conn) ? undefined : rows.find((each) => isBetweenPeers(frames, each));
    const key = row === undefined ? 0 : (ids[row] ?? 0);
    if (row === undefined || key === 0) return;
    found[isOut(frames, row) ? 'out' : 'in'].push({ conn, key, t: timeOf(frames.t[row] ?? 0) });
  });
  found.in.sort((x, y) => x.t - y.t);
  found.out.sort((x, y) => x.t - y.t);
  return found;
}

function joined(sent: readonly First[], received: readonly First[], hasClock: boolean): [number, number][] {
  if (!hasClock) {
    const others = withoutTwins(received);
    return [...withoutTwins(sent)].flatMap(([key, { conn }]): [number, number][] => {
      const other = others.get(key);
      return other ? [[conn, other.conn]] : [];
    });
  }
  return latestBefore(sent, received, ROUNDING_MS).flatMap(([x, y]): [number, number][] => {
    const [from, to] = [sent[x], received[y]];
    return from && to && to.t - from.t <= LONGEST_WAY_MS ? [[from.conn, to.conn]] : [];
  });
}

/** Those whose key no other has. */
function withoutTwins(list: readonly First[]): Map<number, First> {
  const counts = new Map<number, number>();
  for (const { key } of list) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Map(list.filter(({ key }) => counts.get(key) === 1).map((first) => [first.key, first]));
}
