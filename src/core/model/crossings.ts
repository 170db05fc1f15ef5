import { markOf } from '../merge/merged.ts';
import type { Evidence } from '../report/report.ts';
import type { FrameRecord } from '../trace/records.ts';

/** A frame of a merged recording that did not come out at the other end as it was sent. */
export interface BrokenCrossing {
  conn: string;
  t: number;
  fate: 'wire' | 'altered';
  /** The frame as it was sent; at the other end as it arrived, or what arrived before and after it. */
  evidence: Evidence[];
}

/** What a merged recording says of frames on their way; empty in a recording of one side. */
export interface Crossings {
  broken: BrokenCrossing[];
  /** By lane, where the frame before stands at the other end, and the lost frame that waits for the next. */
  lanes: Map<string, { before: Evidence; waiting?: BrokenCrossing }>;
}

const MOST_BROKEN = 500;

export const createCrossings = (): Crossings => ({ broken: [], lanes: new Map() });

/** Senders only: what was lost on the way is nowhere else, and what was altered is named by both ends. */
export function noteCrossing({ broken, lanes }: Crossings, frame: FrameRecord): void {
  const mark = frame.dir === 'out' ? markOf(frame) : undefined;
  if (mark === undefined) return;
  const { conn, seq, t } = frame;
  const { pair, fate } = mark;
  const lane = lanes.get(conn);
  if (pair !== undefined) {
    lane?.waiting?.evidence.push(pair);
    lanes.set(conn, { before: pair });
  }
  if ((fate !== 'wire' && fate !== 'altered') || broken.length >= MOST_BROKEN) return;
  const there = pair ?? lane?.before;
  const crossing: BrokenCrossing = { conn, t, fate, evidence: [{ conn, seq }, ...(there ? [there] : [])] };
  broken.push(crossing);
  if (fate === 'wire' && lane) lane.waiting ??= crossing;
}
