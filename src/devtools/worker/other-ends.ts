import type { OtherEnd } from '../../core/contract/row-columns.ts';
import { markOf } from '../../core/merge/merged.ts';
import type { FrameRecord } from '../../core/trace/records.ts';

/** Joins the two ends of each frame of a merged recording, whose marks name each other. Memory: the frames that are on the way. */
export interface OtherEnds {
  add(row: number, frame: FrameRecord): void;
  /** What was found since it was last asked. */
  take(): OtherEnd[];
}

export function createOtherEnds(): OtherEnds {
  const waiting = new Map<string, { row: number; of: string }>();
  let found: OtherEnd[] = [];
  const keyOf = (conn: string, seq: number): string => `${conn} ${seq}`;
  return {
    add(row, frame) {
      const mark = markOf(frame);
      if (mark === undefined) return;
      const { pair, delayMs, fate } = mark;
      const more = { ...(delayMs === undefined ? {} : { delayMs }), ...(fate === undefined ? {} : { fate }) };
      if (pair === undefined) {
        found.push({ row, ...more });
        return;
      }
      const own = keyOf(frame.conn, frame.seq);
      const other = keyOf(pair.conn, pair.seq);
      const mate = waiting.get(other);
      // A file may say anything: two ends are two only where each names the other.
      if (mate?.of !== own) return void waiting.set(own, { row, of: other });
      waiting.delete(other);
      found.push({ row, mate: mate.row, ...more }, { row: mate.row, mate: row, ...more });
    },
    take() {
      const taken = found;
      found = [];
      return taken;
    },
  };
}
