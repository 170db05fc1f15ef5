import { toA, type Clock } from './clock/clock.ts';
import { createDelayList, type DelayList } from './delays.ts';
import { type Lane, type Mates, lanesOf, receivedRow, sentRow } from './pairing/lane.ts';
import type { LineEnd } from './lone-causes.ts';
import type { LaneEnd } from './lone-frames.ts';
import type { ConnPair } from './pairing/pair-connections.ts';
import type { MergePlan } from './pairing/plan.ts';
import { sideName, type SideName } from './of-side.ts';
import type { Side, SideConn } from './survey/survey-side.ts';

/** One way of a paired line, with its two ends and how long its frames took. */
export interface LaneView {
  lane: Lane;
  delays: DelayList;
  sender: LaneEnd;
  receiver: LaneEnd;
}

/** Both ways of a pair, A's first. */
export function viewPair({ a, b, mates }: MergePlan, clock: Clock, pair: ConnPair): [fromA: LaneView, fromB: LaneView] {
  const endA = endOf(a, 'A', pair.a, (t) => t);
  const endB = endOf(b, 'B', pair.b, (t) => toA(clock, t));
  const [fromA, fromB] = lanesOf(a, b, pair);
  return [viewLane(fromA, mates, endA, endB), viewLane(fromB, mates, endB, endA)];
}

function viewLane(lane: Lane, mates: Mates, from: LineEnd, to: LineEnd): LaneView {
  const delays = createDelayList();
  lane.sent.forEach((row, place) => {
    const mate = receivedRow(mates, lane, place);
    if (mate !== undefined) delays.add(timeAt(to, mate) - timeAt(from, row));
  });
  const shared = { ended: earliest(from, to), way: { least: Math.max(0, delays.least()), most: delays.most() } };
  const toReceived = (place: number): number | undefined => receivedRow(mates, lane, place);
  const toSent = (place: number): number | undefined => sentRow(mates, lane, place);
  return {
    lane,
    delays,
    sender: { rows: lane.sent, isSender: true, mateOf: toReceived, own: from, other: to, ...shared },
    receiver: { rows: lane.received, isSender: false, mateOf: toSent, own: to, other: from, ...shared },
  };
}

/** When a frame was at an end, on A's clock. */
export const timeAt = ({ side, timeOf }: LineEnd, row: number): number => timeOf(side.frames.t[row] ?? 0);

const NO_CONN: SideConn = { conn: '', rows: new Uint32Array(0) };

function endOf(side: Side, letter: SideName, at: number, timeOf: (t: number) => number): LineEnd {
  const conn = side.conns[at] ?? NO_CONN;
  return { side, conn, name: sideName(letter, conn.conn), timeOf };
}

function earliest(...ends: LineEnd[]): number | undefined {
  const times = ends.flatMap(({ conn, timeOf }) => (conn.ended === undefined ? [] : [timeOf(conn.ended)]));
  return times.length > 0 ? Math.min(...times) : undefined;
}
