import { createDissector, type KeyLookup } from '../../dissect/engine.ts';
import type { Dissection } from '../../dissect/dissection.ts';
import type { FrameRecord, TraceRecord } from '../../trace/records.ts';
import { type FrameTable, ROW, createFrameTable, digestWords, pushFrame, rowsByConn } from './frame-table.ts';
import { createNames } from './message-names.ts';

/** One connection of a side. Times are epoch milliseconds of the side's own clock. */
export interface SideConn {
  conn: string;
  /** Its frames, in file order. */
  rows: Uint32Array;
  /** When the recording of it began, where that was later than the connection itself. */
  late?: number;
  /** The first sign of its end: the call that closes it, or the event. */
  ended?: number;
}

/** What a recording says to be missing in it. */
export interface SideLoss {
  t: number;
  conn?: string;
  count: number;
  why: string;
}

/** A recording as far as a merge needs it. */
export interface Side {
  frames: FrameTable;
  /** Message names by index. */
  names: readonly string[];
  conns: SideConn[];
  losses: SideLoss[];
  /** First and last moment, in epoch milliseconds of its own clock; NaN without records. */
  start: number;
  end: number;
}

export interface SurveyOptions {
  /** Keys known beside those in the recording: they give encrypted frames their names. */
  keys?: KeyLookup;
  signal?: AbortSignal;
  /** Called now and then with the records read so far. */
  onProgress?: (records: number) => void;
}

/** More reports of losses than this say nothing new. */
const MAX_LOSSES = 1_000;
const PROGRESS_EVERY = 4096;

/** Reads a recording once from end to end. Memory: the columns of frame-table.ts. */
export async function surveySide(
  records: AsyncIterable<TraceRecord> | Iterable<TraceRecord>,
  { keys, signal, onProgress }: SurveyOptions = {},
): Promise<Side> {
  const dissector = createDissector(keys ? { keys } : {});
  const survey = createSurvey();
  let count = 0;
  for await (const record of records) {
    signal?.throwIfAborted();
    survey.take(record, dissector.push(record, { detail: false }));
    count += 1;
    if (count % PROGRESS_EVERY === 0) onProgress?.(count);
  }
  onProgress?.(count);
  return survey.side();
}

function createSurvey() {
  const frames = createFrameTable();
  const names = createNames();
  const conns = new Map<string, { at: number; late?: number; ended?: number }>();
  const losses: SideLoss[] = [];
  let start = NaN;
  let end = NaN;

  function connOf(name: string): { at: number; late?: number; ended?: number } {
    const known = conns.get(name);
    if (known) return known;
    const conn = { at: conns.size };
    conns.set(name, conn);
    return conn;
  }

  function takeFrame(record: FrameRecord, dissection: Dissection | undefined): void {
    const { conn, seq, t, dir, type, payload, truncated } = record;
    const size = payload && !truncated ? payload.length : record.size;
    const flags =
      (dir === 'out' ? ROW.out : 0) |
      (type === 'binary' ? ROW.binary : 0) |
      (dissection?.layers[0] === 'comm-server' ? ROW.server : 0);
    const name = names.indexOf(dissection?.name ?? 'unknown');
    pushFrame(frames, { t, size, seq, conn: connOf(conn).at, name, flags }, digestWords(record));
  }

  function take(record: TraceRecord, dissection: Dissection | undefined): void {
    if (record.kind === 'foreign') return;
    start = Number.isNaN(start) ? record.t : Math.min(start, record.t);
    end = Number.isNaN(end) ? record.t : Math.max(end, record.t);
    switch (record.kind) {
      case 'frame':
        return takeFrame(record, dissection);
      case 'open':
        if (record.late) connOf(record.conn).late = record.t;
        else connOf(record.conn);
        return;
      case 'call':
        if (record.method === 'close' || record.method === 'terminate') connOf(record.conn).ended ??= record.t;
        return;
      case 'close':
        connOf(record.conn).ended ??= record.t;
        return;
      case 'lost': {
        const { t, conn, count, why } = record;
        if (losses.length < MAX_LOSSES) losses.push({ t, count, why, ...(conn === undefined ? {} : { conn }) });
        return;
      }
      default:
        return;
    }
  }

  return {
    take,
    side(): Side {
      const rows = rowsByConn(frames, conns.size);
      const all = [...conns].map(([conn, { late, ended }], at) => ({
        conn,
        rows: rows[at] ?? new Uint32Array(0),
        ...(late === undefined ? {} : { late }),
        ...(ended === undefined ? {} : { ended }),
      }));
      return { frames, names: names.all, conns: all, losses, start, end };
    },
  };
}
