import type { LoneCause } from './merge-report.ts';
import type { Side, SideConn } from './survey/survey-side.ts';

/** A stretch of one end's frames: what lies between two rows that were found on the other side too. */
export interface Stretch {
  /** Row before it, and row after it; undefined at the beginning and at the end of the connection. */
  before: number | undefined;
  after: number | undefined;
}

/** One end of a line. */
export interface LineEnd {
  side: Side;
  conn: SideConn;
  /** The name of the connection in the merged recording. */
  name: string;
  /** Its times on A's clock. */
  timeOf(t: number): number;
}

export interface Reason {
  cause: LoneCause;
  because: string;
}

/** A record that tells of a loss may come this much before or after the loss. */
const LOSS_SLACK_MS = 1000;
const LONGEST_WHY = 200;

/** How many frames are missing in a stretch by the numbers of its own recording, both directions together. */
export function missingNumbers({ side, conn }: LineEnd, { before, after }: Stretch): number {
  const last = after ?? conn.rows.at(-1);
  if (last === undefined) return 0;
  const seqOf = (row: number | undefined): number => (row === undefined ? -1 : (side.frames.seq[row] ?? 0));
  const placeOf = (row: number | undefined): number => (row === undefined ? -1 : placeIn(conn.rows, row));
  return Math.max(0, seqOf(last) - seqOf(before) - (placeOf(last) - placeOf(before)));
}

/** What the recording of that end itself says to have lost in a stretch. */
export function reportedLoss({ side, conn, timeOf }: LineEnd, { before, after }: Stretch): string | undefined {
  if (side.losses.length === 0) return undefined;
  const timeAt = (row: number | undefined, none: number): number =>
    row === undefined ? none : timeOf(side.frames.t[row] ?? 0);
  const from = timeAt(before, -Infinity) - LOSS_SLACK_MS;
  const to = timeAt(after, Infinity) + LOSS_SLACK_MS;
  const loss = side.losses.find(
    (each) => (each.conn ?? conn.conn) === conn.conn && timeOf(each.t) >= from && timeOf(each.t) <= to,
  );
  return loss?.why.slice(0, LONGEST_WHY);
}

/** Whether the recording of that end can have had a frame at all that should be in it at `t` (A's clock). */
export function outsideRecording({ side, conn, timeOf }: LineEnd, t: number, isLast: boolean): Reason | undefined {
  const began = conn.late ?? side.start;
  if (t < timeOf(began)) return { cause: 'before-recording', because: 'the other recording began later' };
  if (isLast && conn.ended === undefined && t > timeOf(side.end))
    return { cause: 'after-recording', because: 'the other recording was over' };
  return undefined;
}

function placeIn(rows: Uint32Array, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
