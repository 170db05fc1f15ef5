import type { Fate } from '../merge/merged.ts';

/**
 * The columns of the message list: what the panel keeps of each row (a frame or another record), as typed arrays that
 * cross from the decode worker without a copy. Below 100 bytes a row with its summary; payloads stay in the store.
 */
export const COLUMN_TYPES = {
  /** Epoch milliseconds. */
  t: Float64Array,
  /** Index of the connection in the table of names + 1; 0 = none. */
  conn: Uint32Array,
  seq: Uint32Array,
  /** Ordinal of the frame in the recording, from 1; 0 for other records. */
  no: Uint32Array,
  /** Index into KINDS of page-layout.ts. */
  kind: Uint8Array,
  flags: Uint32Array,
  size: Uint32Array,
  /** Bytes inside the encryption. */
  plain: Uint32Array,
  /** Nonce counter + 1; 0 = none. */
  counter: Uint32Array,
  name: Uint16Array,
  layers: Uint8Array,
  phase: Uint8Array,
  /** Object type, group and service. */
  facet: Uint16Array,
  /** Milliseconds between request and answer, on both; NaN = none. */
  rtt: Float32Array,
  /** The row that answers this one or is answered by it, + 1; 0 = none. */
  peer: Uint32Array,
  /** Address of the record: number of its page, offset within. */
  page: Uint32Array,
  offset: Uint32Array,
  /** Bytes of the summary in `summaries`. */
  summary: Uint16Array,
} as const;

export type ColumnName = keyof typeof COLUMN_TYPES;
export type Columns = { [K in ColumnName]: InstanceType<(typeof COLUMN_TYPES)[K]> };

export const ROW = {
  out: 1,
  binary: 1 << 1,
  truncated: 1 << 2,
  encrypted: 1 << 3,
  decrypted: 1 << 4,
  locked: 1 << 5,
  fragment: 1 << 6,
  unknown: 1 << 7,
  problem: 1 << 8,
  error: 1 << 9,
  asks: 1 << 10,
  answered: 1 << 11,
  answers: 1 << 12,
  lost: 1 << 13,
  /** Holds a value that is masked, here or in the message that this piece belongs to. */
  secret: 1 << 14,
} as const;

export interface Facet {
  type: string;
  group: string;
  service: string;
}

/** New entries of the tables that columns point into, in order; each table begins with an empty entry 0. */
export interface TableGrowth {
  conns: string[];
  names: string[];
  layers: string[][];
  phases: string[];
  facets: Facet[];
}

/** Rows in recording order, beginning with row number `first`. */
export interface RowBatch {
  first: number;
  count: number;
  columns: Columns;
  /** Summaries as UTF-8, one after the other. */
  summaries: Uint8Array;
  tables: TableGrowth;
  /** Requests in earlier batches whose answer came: row, answering row, milliseconds. */
  answered: { row: number; by: number; ms: number }[];
  /** Earlier rows that turned out to hold a masked value. */
  secret: number[];
  /** Of a merged recording: rows, also earlier ones, with what the other side says of them. */
  ends: OtherEnd[];
}

/** The same frame at the other end of its connection, or why it is not there. */
export interface OtherEnd {
  row: number;
  mate?: number;
  /** How long it was on the way, by the clock of A. */
  delayMs?: number;
  fate?: Fate;
}

export const columnNames = Object.keys(COLUMN_TYPES) as ColumnName[];

/** Widest first, so that each begins where its values may lie. */
const byWidth = columnNames.toSorted((a, b) => COLUMN_TYPES[b].BYTES_PER_ELEMENT - COLUMN_TYPES[a].BYTES_PER_ELEMENT);

/** Bytes of all columns for one row. */
export const ROW_BYTES = columnNames.reduce((sum, name) => sum + COLUMN_TYPES[name].BYTES_PER_ELEMENT, 0);

/** All columns in one buffer: it is made, handed over and freed as one. */
export function createColumnArrays(length: number): Columns {
  const buffer = new ArrayBuffer(ROW_BYTES * length);
  let at = 0;
  const columns: Partial<Record<ColumnName, Columns[ColumnName]>> = {};
  for (const name of byWidth) {
    columns[name] = new COLUMN_TYPES[name](buffer, at, length);
    at += COLUMN_TYPES[name].BYTES_PER_ELEMENT * length;
  }
  return columns as Columns;
}
