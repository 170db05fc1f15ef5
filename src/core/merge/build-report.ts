import type { Clock, ClockPiece } from './clock/clock.ts';
import { createDelayList, rounded } from './delays.ts';
import { isBetweenPeers } from './survey/frame-table.ts';
import { type LaneView, viewPair } from './lane-ends.ts';
import { type Lone, loneFrames } from './lone-frames.ts';
import type {
  AlteredFrame,
  ClockReport,
  Delays,
  LoneFrame,
  MergeReport,
  PairReport,
  UnpairedConn,
} from './merge-report.ts';
import { alteredFrames, nameLone } from './name-frames.ts';
import type { MergePlan } from './pairing/plan.ts';
import { type SideName, sideName } from './of-side.ts';
import type { Side, SideConn } from './survey/survey-side.ts';

/** What a merge finds, by the names of the merged recording. */
export function reportMerge(plan: MergePlan, clock: Clock): MergeReport {
  const aToB = createDelayList();
  const bToA = createDelayList();
  const lost = createBoundedList<LoneFrame>();
  const lone = createBoundedList<LoneFrame>();
  const altered = createBoundedList<AlteredFrame>();

  const connections = plan.pairs.map((pair): PairReport => {
    const [fromA, fromB] = viewPair(plan, clock, pair);
    const before = [altered.count(), lost.count(), lone.count()] as const;
    for (const view of [fromA, fromB]) {
      for (const frame of alteredFrames(view, plan.mates)) altered.add(frame);
      for (const end of [view.sender, view.receiver])
        for (const each of loneFrames(end)) (isLost(each) ? lost : lone).add(nameLone(end, each));
    }
    aToB.addAll(fromA.delays);
    bToA.addAll(fromB.delays);
    return {
      a: fromA.sender.own.name,
      b: fromA.receiver.own.name,
      matched: matchedOf(fromA) + matchedOf(fromB),
      altered: altered.count() - before[0],
      lost: lost.count() - before[1],
      lone: lone.count() - before[2],
      ...delaysOf(fromA.delays.figures(), fromB.delays.figures()),
    };
  });

  const more = { lost: lost.more(), altered: altered.more(), lone: lone.more() };
  return {
    clock: reportClock(clock),
    connections,
    matched: connections.reduce((sum, { matched }) => sum + matched, 0),
    ...delaysOf(aToB.figures(), bToA.figures()),
    lost: lost.items,
    altered: altered.items,
    lone: lone.items,
    ...(more.lost + more.altered + more.lone > 0 ? { more } : {}),
    unpaired: [
      ...unpairedConns(plan.a, 'A', new Set(plan.pairs.map((pair) => pair.a))),
      ...unpairedConns(plan.b, 'B', new Set(plan.pairs.map((pair) => pair.b))),
    ],
  };
}

export const isLost = ({ cause }: Pick<Lone, 'cause'>): boolean => cause === 'wire' || cause === 'closing';

const matchedOf = ({ delays }: LaneView): number => delays.values().length;

const delaysOf = (aToB: Delays | undefined, bToA: Delays | undefined): { aToB?: Delays; bToA?: Delays } => ({
  ...(aToB ? { aToB } : {}),
  ...(bToA ? { bToA } : {}),
});

/** Frames that a list names: who has lost more knows enough. */
const LONGEST_LIST = 20_000;

function createBoundedList<T>() {
  const items: T[] = [];
  let count = 0;
  return {
    items,
    add(item: T): void {
      count += 1;
      if (items.length < LONGEST_LIST) items.push(item);
    },
    count: () => count,
    more: () => count - items.length,
  };
}

const PPM = 1e6;

/** A clock in the units that people use for it. */
export function reportClock({ pieces, doubtful }: Clock): ClockReport {
  const [first, ...later] = pieces;
  const { at = 0, driftRange: [low, high] = [0, 0] } = first ?? {};
  return {
    ...lineOf(first),
    at,
    driftRangePpm: [rounded(low * PPM), rounded(high * PPM)],
    jumps: later.map((piece) => ({ t: piece.fromA, ...lineOf(piece) })),
    doubtful,
  };
}

function lineOf(piece: ClockPiece | undefined): { offsetMs: number; driftPpm: number; uncertaintyMs?: number } {
  const { offset = 0, drift = 0, uncertainty } = piece ?? {};
  return {
    offsetMs: rounded(offset),
    driftPpm: rounded(drift * PPM),
    // Below zero by no more than clocks are rounded by.
    ...(uncertainty === undefined ? {} : { uncertaintyMs: rounded(Math.abs(uncertainty)) }),
  };
}

/** The connections of a side whose other end is not in the other recording, and why that may be. */
export function unpairedConns(side: Side, letter: SideName, paired: ReadonlySet<number>): UnpairedConn[] {
  return side.conns.flatMap((conn, at) =>
    paired.has(at)
      ? []
      : [{ side: letter, conn: sideName(letter, conn.conn), frames: conn.rows.length, because: reason(side, conn) }],
  );
}

function reason({ frames }: Side, { rows }: SideConn): string {
  if (rows.length === 0) return 'it carried no message';
  if (!rows.some((row) => isBetweenPeers(frames, row))) return 'it spoke with the comm server only';
  return 'the other recording has none of its frames';
}
