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
