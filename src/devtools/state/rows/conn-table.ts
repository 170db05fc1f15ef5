import { ROW } from '../../../core/contract/row-columns.ts';
import { countLosses, type LossCount } from '../../../core/trace/loss-count.ts';
import { KIND_CODE } from '../../../core/trace/page-layout.ts';
import type { ColumnStore } from './column-store.ts';
import { createSparkline, type Sparkline } from '../scope/sparkline.ts';

/** What the panel counts for each connection while rows come in. */
export interface ConnCount {
  frames: number;
  bytesIn: number;
  bytesOut: number;
  first: number;
  last: number;
  isClosed: boolean;
  locked: number;
  activity: Sparkline;
  /** Row of each frame, by its seq. */
  rowOfSeq: number[];
}

/** One entry per connection number of the column store. */
export interface ConnTable {
  readonly count: number;
  readonly bytes: number;
  readonly losses: Readonly<LossCount>;
  /** Rows that say that records are missing, and those that say it of payloads only. */
  readonly lostRows: readonly number[];
  readonly cutRows: readonly number[];
  /** Rows that are marks, and those that marks are about. */
  readonly marked: ReadonlySet<number>;
  readonly start: number;
  readonly end: number;
  of(conn: number): ConnCount | undefined;
  rowOf(conn: number, seq: number): number | undefined;
  /** Row of a record that is no frame, by its connection (0 for none), kind and time. */
  recordRow(conn: number, kind: number, t: number): number | undefined;
  /** Counts the rows from `from` on. */
  add(columns: ColumnStore, from: number): void;
}

export function createConnTable(): ConnTable {
  const conns: (ConnCount | undefined)[] = [];
  const records = new Map<string, number>();
  let count = 0;
  let bytes = 0;
  const losses = countLosses([]);
  const lostRows: number[] = [];
  const cutRows: number[] = [];
  const marked = new Set<number>();
  let start = Infinity;
  let end = -Infinity;

  function entry(conn: number, t: number): ConnCount {
    const known = conns[conn];
    if (known) return known;
    const fresh = {
      frames: 0,
      bytesIn: 0,
      bytesOut: 0,
      first: t,
      last: t,
      isClosed: false,
      locked: 0,
      activity: createSparkline(),
      rowOfSeq: [],
    };
    conns[conn] = fresh;
    count += 1;
    return fresh;
  }

  function addFrame(columns: ColumnStore, row: number, of: ConnCount): void {
    const size = columns.get('size', row);
    const flags = columns.get('flags', row);
    of.frames += 1;
    bytes += size;
    if (flags & ROW.out) of.bytesOut += size;
    else of.bytesIn += size;
    if (flags & ROW.locked) of.locked += 1;
    of.activity.add(columns.get('t', row));
    of.rowOfSeq[columns.get('seq', row)] = row;
  }

  return {
    losses,
    lostRows,
    cutRows,
    marked,
    get count() {
      return count;
    },
    get bytes() {
      return bytes;
    },
    get start() {
      return start;
    },
    get end() {
      return end;
    },
    of: (conn) => conns[conn],
    recordRow: (conn, kind, t) => records.get(`${conn} ${kind} ${t}`),
    rowOf: (conn, seq) => conns[conn]?.rowOfSeq[seq],
    add(columns, from) {
      for (let row = from; row < columns.rows; row += 1) {
        const t = columns.get('t', row);
        start = Math.min(start, t);
        end = Math.max(end, t);
        const kind = columns.get('kind', row);
        if (kind === KIND_CODE.lost) {
          const { lost, cut } = countLosses([{ count: columns.get('size', row), why: columns.summary(row) }]);
          losses.lost += lost;
          losses.cut += cut;
          (cut > 0 ? cutRows : lostRows).push(row);
        }
        if (kind === KIND_CODE.note && columns.tables.names[columns.get('name', row)] === 'mark') {
          marked.add(row);
          const about = columns.get('peer', row);
          if (about > 0) marked.add(about - 1);
        }
        const conn = columns.get('conn', row);
        if (kind !== KIND_CODE.frame) records.set(`${conn} ${kind} ${t}`, row);
        if (conn === 0) continue;
        const of = entry(conn, t);
        of.last = Math.max(of.last, t);
        if (kind === KIND_CODE.frame) addFrame(columns, row, of);
        if (kind === KIND_CODE.close) of.isClosed = true;
      }
    },
  };
}
