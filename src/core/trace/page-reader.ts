import { FLAG, HEADER_BYTES, KINDS, OFFSET, padded } from './page-layout.ts';
import type { Dir, PayloadType, RecordKind } from './records.ts';

/** A record as it lies in a page: header members as columns, JSON and payload as views that are not copied. */
export interface RawRecord {
  kind: RecordKind;
  /** Where the record begins in its page: with the page number, its address. */
  offset: number;
  conn: number;
  t: number;
  seq: number;
  dir: Dir;
  type: PayloadType;
  truncated: boolean;
  size: number;
  json: Uint8Array;
  payload: Uint8Array | undefined;
}

export class PageError extends Error {}

/**
 * Reads the record at `offset`.
 * @throws PageError where the bytes are not a record: a page comes from a page realm, which may have forged it
 */
export function readRecord(page: Uint8Array, offset: number): RawRecord {
  if (page.length - offset < HEADER_BYTES) throw new PageError(`page ends inside a record at ${offset}`);
  const view = new DataView(page.buffer, page.byteOffset + offset, page.length - offset);
  const kind = KINDS[view.getUint8(OFFSET.kind)];
  if (kind === undefined) throw new PageError(`unknown record code ${view.getUint8(OFFSET.kind)} at ${offset}`);
  const flags = view.getUint8(OFFSET.flags);
  const jsonLength = view.getUint32(OFFSET.json, true);
  const payloadLength = view.getUint32(OFFSET.payload, true);
  const body = offset + HEADER_BYTES;
  if (body + jsonLength + payloadLength > page.length)
    throw new PageError(`record at ${offset} is longer than its page`);
  return {
    kind,
    offset,
    conn: view.getUint32(OFFSET.conn, true),
    t: view.getFloat64(OFFSET.t, true),
    seq: view.getUint32(OFFSET.seq, true),
    dir: flags & FLAG.out ? 'out' : 'in',
    type: flags & FLAG.binary ? 'binary' : 'text',
    truncated: (flags & FLAG.truncated) !== 0,
    size: view.getFloat64(OFFSET.size, true),
    json: page.subarray(body, body + jsonLength),
    payload: flags & FLAG.payload ? page.subarray(body + jsonLength, body + jsonLength + payloadLength) : undefined,
  };
}

const FRAME = KINDS.indexOf('frame');
const FLAGS = FLAG.out | FLAG.binary | FLAG.truncated | FLAG.payload;
/** The last instant that a Date can express. */
const LATEST = 8.64e15;

/**
 * Whether at `offset` there is a whole frame with nothing out of the ordinary: without JSON, of some connection, at a possible time. Bulk
 * consists of them, and this way they cost no object each.
 * @returns its length in bytes, padding included; 0 for anything else, which readRecord judges
 */
export function plainFrameLength(view: DataView, offset: number): number {
  if (view.byteLength - offset < HEADER_BYTES || view.getUint8(offset) !== FRAME) return 0;
  const flags = view.getUint32(offset, true) >>> 8;
  if (flags > FLAGS || view.getUint32(offset + OFFSET.payload + 4, true) !== 0) return 0;
  if (view.getUint32(offset + OFFSET.json, true) !== 0 || view.getUint32(offset + OFFSET.conn, true) === 0) return 0;
  const payload = view.getUint32(offset + OFFSET.payload, true);
  const size = view.getFloat64(offset + OFFSET.size, true);
  const t = view.getFloat64(offset + OFFSET.t, true);
  if (!(t >= 0 && t <= LATEST) || !Number.isSafeInteger(size) || size < payload) return 0;
  if (payload > 0 && (flags & FLAG.payload) === 0) return 0;
  const length = padded(HEADER_BYTES + payload);
  return offset + length <= view.byteLength ? length : 0;
}

/** Length in bytes that `record` takes in its page, padding included. */
export const recordLength = (record: RawRecord): number =>
  padded(HEADER_BYTES + record.json.length + (record.payload?.length ?? 0));

/** All records of a page in order. Throws like readRecord. */
export function* readPage(page: Uint8Array): Generator<RawRecord> {
  for (let offset = 0; offset < page.length;) {
    const record = readRecord(page, offset);
    yield record;
    offset += recordLength(record);
  }
}
