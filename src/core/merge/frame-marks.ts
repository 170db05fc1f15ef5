import type { Extra } from '../trace/records.ts';
import { toA, type Clock } from './clock/clock.ts';
import { rounded } from './delays.ts';
import { viewPair } from './lane-ends.ts';
import { loneFrames } from './lone-frames.ts';
import { MATCH } from './pairing/lane.ts';
import { LONE_CAUSES } from './merge-report.ts';
import type { MergePlan } from './pairing/plan.ts';
import { isOut } from './survey/frame-table.ts';
import { sideName } from './of-side.ts';

/** What the merged recording says of a frame beside the frame itself, by its row in the table of its side. */
export interface FrameMarks {
  a(row: number): Extra | undefined;
  b(row: number): Extra | undefined;
}

/**
 * `pair`: the same frame at the other end · `delayMs`: how long it was on the way · `altered`: it was changed there · `unpaired`: why the other
 * end does not have it (LoneCause). Frames that were never meant for the other end have none of these.
 */
export function createFrameMarks(plan: MergePlan, clock: Clock): FrameMarks {
  const { a, b, mates } = plan;
  const causes = causesOf(plan, clock);

  function paired(rowA: number, rowB: number, conn: string, seq: number): Extra {
    const ahead = toA(clock, b.frames.t[rowB] ?? 0) - (a.frames.t[rowA] ?? 0);
    const delayMs = rounded(isOut(a.frames, rowA) ? ahead : -ahead);
    const isAltered = mates.how[rowA] === MATCH.altered;
    return { pair: { conn, seq }, delayMs, ...(isAltered ? { altered: true } : {}) };
  }
  const unpaired = (code: number | undefined): Extra | undefined => {
    const cause = LONE_CAUSES[(code ?? 0) - 1];
    return cause === undefined ? undefined : { unpaired: cause };
  };
  const namesA = a.conns.map(({ conn }) => sideName('A', conn));
  const namesB = b.conns.map(({ conn }) => sideName('B', conn));

  return {
    a(row) {
      const mate = mates.a[row] ?? 0;
      if (mate === 0) return unpaired(causes.a[row]);
      return paired(row, mate - 1, namesB[b.frames.conn[mate - 1] ?? 0] ?? '', b.frames.seq[mate - 1] ?? 0);
    },
    b(row) {
      const mate = mates.b[row] ?? 0;
      if (mate === 0) return unpaired(causes.b[row]);
      return paired(mate - 1, row, namesA[a.frames.conn[mate - 1] ?? 0] ?? '', a.frames.seq[mate - 1] ?? 0);
    },
  };
}

/** For each row its place in LONE_CAUSES + 1; 0 for those that have a mate, or need none. */
function causesOf(plan: MergePlan, clock: Clock): { a: Uint8Array; b: Uint8Array } {
  const causes = { a: new Uint8Array(plan.a.frames.length), b: new Uint8Array(plan.b.frames.length) };
  for (const pair of plan.pairs) {
    for (const { sender, receiver } of viewPair(plan, clock, pair)) {
      for (const end of [sender, receiver]) {
        const own = end.own.side === plan.a ? causes.a : causes.b;
        for (const { row, cause } of loneFrames(end)) own[row] = LONE_CAUSES.indexOf(cause) + 1;
      }
    }
  }
  return causes;
}
