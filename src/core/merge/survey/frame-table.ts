import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex } from '../../crypto/hex.ts';
import type { FrameRecord } from '../../trace/records.ts';

/** What a merge keeps of each frame of one recording, as columns: about 45 bytes a frame, never a payload. */
export interface FrameTable {
  length: number;
  /** Epoch milliseconds by the clock of its own recording. */
  t: Float64Array;
  size: Float64Array;
  seq: Uint32Array;
  /** Index into the connections of the side. */
  conn: Uint32Array;
  /** Index into the message names of the side. */
  name: Uint16Array;
  flags: Uint8Array;
  /** First 16 bytes of SHA-256 of the payload as four words; zeroes where `ROW.digest` is not set. */
  digest: Uint32Array;
}

export const ROW = {
  out: 1,
  binary: 2,
  /** Spoken with the comm server: it never reaches the other peer. */
  server: 4,
  /** Its digest is known. */
  digest: 8,
} as const;

/** Words of a digest: 16 bytes. */
export const WORDS = 4;

export interface FrameRow {
  t: number;
  size: number;
  seq: number;
  conn: number;
  name: number;
  flags: number;
}

const FIRST_ROWS = 1024;

export const createFrameTable = (rows = FIRST_ROWS): FrameTable => ({
  length: 0,
  t: new Float64Array(rows),
  size: new Float64Array(rows),
  seq: new Uint32Array(rows),
  conn: new Uint32Array(rows),
  name: new Uint16Array(rows),
  flags: new Uint8Array(rows),
  digest: new Uint32Array(rows * WORDS),
});

/** @param digest its four words; undefined where it is not known */
export function pushFrame(table: FrameTable, row: FrameRow, digest: Uint32Array | undefined): void {
  if (table.length === table.t.length) grow(table);
  const at = table.length;
  table.t[at] = row.t;
  table.size[at] = row.size;
  table.seq[at] = row.seq;
  table.conn[at] = row.conn;
  table.name[at] = row.name;
  table.flags[at] = row.flags | (digest ? ROW.digest : 0);
  if (digest) table.digest.set(digest, at * WORDS);
  table.length += 1;
}

function grow(table: FrameTable): void {
  const { t, size, seq, conn, name, flags, digest } = table;
  const larger = createFrameTable(table.t.length * 2);
  larger.t.set(t);
  larger.size.set(size);
  larger.seq.set(seq);
  larger.conn.set(conn);
  larger.name.set(name);
  larger.flags.set(flags);
  larger.digest.set(digest);
  Object.assign(table, larger, { length: table.length });
}

export const isOut = ({ flags }: FrameTable, row: number): boolean => ((flags[row] ?? 0) & ROW.out) !== 0;

export const hasDigest = ({ flags }: FrameTable, row: number): boolean => ((flags[row] ?? 0) & ROW.digest) !== 0;

/** Whether a frame is one that the other peer gets, or sent. */
export const isBetweenPeers = ({ flags }: FrameTable, row: number): boolean => ((flags[row] ?? 0) & ROW.server) === 0;

/**
 * The digest of a frame (TRACE-FORMAT §1) as four words. What the payload says counts, not what the file says about it; `digest` is believed
 * only where the payload is not there. Undefined where neither is.
 */
export function digestWords({ payload, truncated, digest }: FrameRecord): Uint32Array | undefined {
  if (payload && !truncated) return words(sha256(payload));
  const bytes = digest === undefined ? undefined : fromHex(digest);
  return bytes?.length === WORDS * 4 ? words(bytes) : undefined;
}

function words(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, WORDS * 4);
  return Uint32Array.from({ length: WORDS }, (_, at) => view.getUint32(at * 4));
}

/** The rows of each connection, in file order: views of one array. */
export function rowsByConn({ conn, length }: FrameTable, conns: number): Uint32Array[] {
  const ends = new Uint32Array(conns);
  for (let row = 0; row < length; row++) count(ends, conn[row] ?? 0);
  const lists: Uint32Array[] = [];
  const all = new Uint32Array(length);
  let start = 0;
  for (const size of ends) {
    lists.push(all.subarray(start, start + size));
    start += size;
  }
  const taken = new Uint32Array(conns);
  for (let row = 0; row < length; row++) {
    const at = conn[row] ?? 0;
    const list = lists[at];
    if (list) list[count(taken, at) - 1] = row;
  }
  return lists;
}

const count = (counts: Uint32Array, at: number): number => (counts[at] = (counts[at] ?? 0) + 1);
