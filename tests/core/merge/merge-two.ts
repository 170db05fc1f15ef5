import { reportMerge } from '../../../src/core/merge/build-report.ts';
import type { Clock } from '../../../src/core/merge/clock/clock.ts';
import type { MergeReport } from '../../../src/core/merge/merge-report.ts';
import { planMerge, type MergePlan } from '../../../src/core/merge/pairing/plan.ts';
import type { FrameRecord, TraceRecord } from '../../../src/core/trace/records.ts';
import { survey } from './lab-sides.ts';

export interface Merged {
  plan: MergePlan;
  clock: Clock;
  report: MergeReport;
}

/** Plans and reports the merge of two recordings that share something. */
export async function mergeTwo(a: readonly TraceRecord[], b: readonly TraceRecord[]): Promise<Merged> {
  const plan = planMerge(await survey(a), await survey(b));
  if (!plan.clock) throw new Error('the two share no frame');
  return { plan, clock: plan.clock, report: reportMerge(plan, plan.clock) };
}

export const isFrame = (record: TraceRecord): record is FrameRecord => record.kind === 'frame';

/** The recording without the frames that `isGone` names, as if they had never come: those after them are numbered anew. */
export function neverArrived(records: readonly TraceRecord[], isGone: (frame: FrameRecord) => boolean): TraceRecord[] {
  const next = new Map<string, number>();
  return records.flatMap((record): TraceRecord[] => {
    if (!isFrame(record)) return [record];
    if (isGone(record)) return [];
    const seq = next.get(record.conn) ?? 0;
    next.set(record.conn, seq + 1);
    return [{ ...record, seq }];
  });
}

/** The recording with one bit of the payload of each frame that `isHit` names turned over. */
export const damaged = (records: readonly TraceRecord[], isHit: (frame: FrameRecord) => boolean): TraceRecord[] =>
  records.map((record) => {
    if (!isFrame(record) || !record.payload || !isHit(record)) return record;
    return { ...record, payload: record.payload.map((byte, at) => (at === 20 ? byte ^ 1 : byte)) };
  });

/** The encrypted frames of a connection one way, in order: all binary ones after the key frame. */
export const sealedFrames = (records: readonly TraceRecord[], conn: string, dir: 'in' | 'out'): FrameRecord[] =>
  records
    .filter(isFrame)
    .filter((frame) => frame.conn === conn && frame.dir === dir && frame.type === 'binary')
    .slice(1);
