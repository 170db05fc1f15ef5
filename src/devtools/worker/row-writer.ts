import {
  columnNames,
  createColumnArrays,
  ROW,
  type Columns,
  type Facet,
  type RowBatch,
} from '../../core/contract/row-columns.ts';
import type { Dissection } from '../../core/dissect/dissection.ts';
import { KIND_CODE } from '../../core/trace/page-layout.ts';
import type { FrameRecord, TraceRecord } from '../../core/trace/records.ts';
import { createIntern } from './intern.ts';
import { createOtherEnds } from './other-ends.ts';
import { recordLine, type RecordLine } from './record-line.ts';
import { frameFlags } from './row-flags.ts';

/** Where a record lies: page number, and offset within the page. */
export interface Address {
  page: number;
  offset: number;
}

export const BATCH_ROWS = 1024;

/** More of a line than this no list shows; the detail has all of it. */
const LINE_LIMIT = 240;

const CUT = new TextEncoder().encode('…');

/** Fills batches of columns, one row after the other, and remembers which row is which frame. */
export interface RowWriter {
  readonly rows: number;
  frame(frame: FrameRecord, dissection: Dissection, facet: Facet, at: Address): void;
  /** The line it got, undefined for a record without a row. */
  record(record: Exclude<TraceRecord, { kind: 'frame' }>, at: Address): RecordLine | undefined;
  readonly isFull: boolean;
  /** The rows since the last batch, undefined where there is nothing to say. */
  take(): RowBatch | undefined;
}

export function createRowWriter(): RowWriter {
  const encoder = new TextEncoder();
  const text = (value: string): string => value;
  const conns = createIntern<string>(text, '', 0xffffffff);
  const names = createIntern<string>(text, '');
  const phases = createIntern<string>(text, '', 0xff);
  const layers = createIntern<string[]>((list) => list.join('\n'), [], 0xff);
  const facets = createIntern<Facet>(({ type, group, service }) => [type, group, service].join('\n'), {
    type: '',
    group: '',
    service: '',
  });
  /** Rows of frames by connection and seq. */
  const rowOf = new Map<number, number[]>();
  let first = 0;
  let count = 0;
  let frames = 0;
  let columns = createColumnArrays(BATCH_ROWS);
  let summaries = new Uint8Array(BATCH_ROWS * 48);
  let used = 0;
  let answered: RowBatch['answered'] = [];
  let secret: number[] = [];
  const ends = createOtherEnds();

  function begin(record: TraceRecord, name: string, summary: string, at: Address): number {
    const i = count;
    count += 1;
    columns.t[i] = record.t;
    columns.kind[i] = KIND_CODE[record.kind];
    columns.conn[i] = 'conn' in record && record.conn !== undefined ? conns.id(record.conn) : 0;
    columns.name[i] = names.id(name);
    columns.page[i] = at.page;
    columns.offset[i] = at.offset;
    columns.rtt[i] = NaN;
    columns.summary[i] = writeLine(summary);
    used += columns.summary[i];
    return i;
  }

  /** @returns the bytes written */
  function writeLine(summary: string): number {
    const isCut = summary.length > LINE_LIMIT;
    const line = isCut ? summary.slice(0, LINE_LIMIT - 1) : summary;
    const most = (line.length + 1) * 3;
    if (used + most > summaries.length) {
      const grown = new Uint8Array(summaries.length * 2 + most);
      grown.set(summaries);
      summaries = grown;
    }
    const written = writeText(line);
    if (!isCut) return written;
    // Not with the line: one wide character would send all of it to the encoder.
    summaries.set(CUT, used + written);
    return written + CUT.length;
  }

  /** Nearly all lines are ASCII, and short: an encoder takes longer to call than they take to copy. @returns the bytes written */
  function writeText(line: string): number {
    for (let at = 0; at < line.length; at += 1) {
      const code = line.charCodeAt(at);
      if (code > 0x7f) return encoder.encodeInto(line, summaries.subarray(used)).written;
      summaries[used + at] = code;
    }
    return line.length;
  }

  /** Joins an answer with its request, wherever that row is by now. */
  function answer(request: number, by: number, ms: number): void {
    if (request < first) {
      answered.push({ row: request, by, ms });
      return;
    }
    const i = request - first;
    columns.peer[i] = by + 1;
    columns.rtt[i] = ms;
    columns.flags[i] = (columns.flags[i] ?? 0) | ROW.answered;
  }

  function markSecret(row: number): void {
    if (row < first) secret.push(row);
    else columns.flags[row - first] = (columns.flags[row - first] ?? 0) | ROW.secret;
  }

  return {
    get rows() {
      return first + count;
    },
    get isFull() {
      return count === BATCH_ROWS;
    },
    frame(frame, dissection, facet, at) {
      const row = first + count;
      const i = begin(frame, dissection.name, dissection.summary, at);
      frames += 1;
      ends.add(row, frame);
      const conn = columns.conn[i] ?? 0;
      columns.no[i] = frames;
      columns.seq[i] = frame.seq;
      columns.size[i] = Math.min(frame.size, 0xffffffff);
      const flags = frameFlags(frame, dissection);
      columns.flags[i] = flags;
      columns.layers[i] = layers.id(dissection.layers);
      columns.phase[i] = dissection.phase === undefined ? 0 : phases.id(dissection.phase);
      columns.facet[i] = facets.id(facet);
      columns.counter[i] = dissection.counter === undefined ? 0 : dissection.counter + 1;
      columns.plain[i] = dissection.plainSize ?? 0;
      const rows = rowOf.get(conn) ?? [];
      if (rows.length === 0) rowOf.set(conn, rows);
      rows[frame.seq] = row;
      const { answers } = dissection;
      const request = answers && rows[answers.seq];
      if (answers && request !== undefined) {
        columns.peer[i] = request + 1;
        columns.rtt[i] = answers.ms;
        answer(request, row, answers.ms);
      }
      if (flags & ROW.secret)
        for (const seq of dissection.pieces ?? []) if (rows[seq] !== undefined) markSecret(rows[seq]);
    },
    record(record, at) {
      const line = recordLine(record);
      if (line === undefined) return undefined;
      const i = begin(record, line.name, line.summary, at);
      if (record.kind === 'note' && record.about) {
        // A mark stands in the list of the connection that it is about, and leads to its message.
        columns.conn[i] = conns.id(record.about.conn);
        const row = rowOf.get(columns.conn[i])?.[record.about.seq];
        if (row !== undefined) columns.peer[i] = row + 1;
      }
      if (record.kind === 'error') columns.flags[i] = ROW.error;
      if (record.kind === 'lost') {
        columns.flags[i] = ROW.lost;
        columns.size[i] = record.count;
      }
      return line;
    },
    take() {
      if (count === 0 && answered.length === 0 && secret.length === 0) return undefined;
      const batch: RowBatch = {
        first,
        count,
        columns: count === BATCH_ROWS ? columns : trimmed(columns, count),
        summaries: summaries.slice(0, used),
        tables: {
          conns: conns.fresh(),
          names: names.fresh(),
          layers: layers.fresh(),
          phases: phases.fresh(),
          facets: facets.fresh(),
        },
        answered,
        secret,
        ends: ends.take(),
      };
      first += count;
      count = 0;
      used = 0;
      columns = createColumnArrays(BATCH_ROWS);
      answered = [];
      secret = [];
      return batch;
    },
  };
}

function trimmed(columns: Columns, count: number): Columns {
  const exact = createColumnArrays(count);
  for (const name of columnNames) exact[name].set(columns[name].subarray(0, count));
  return exact;
}
