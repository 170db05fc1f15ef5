import { Buffer, Bytes, byteLengthOf, fillBytes, method, setBytes, View } from './captured.ts';
import { FLAG, HEADER_BYTES, KIND_CODE, OFFSET, padded } from './page-layout.ts';
import type { Dir, PayloadType, RecordKind } from './records.ts';

export interface FrameHead {
  conn: number;
  seq: number;
  t: number;
  dir: Dir;
  type: PayloadType;
  /** Bytes of the original message; where absent, the length of the payload as it is written. */
  size?: number;
  truncated?: boolean;
  /** Further members as a JSON object text, where there are any. */
  json?: string;
}

/** Writes records into one growing buffer in the layout of page-layout.ts; `take` hands the filled part over. */
export interface PageWriter {
  readonly bytes: number;
  readonly count: number;
  frame(head: FrameHead, payload: Uint8Array | string | undefined): void;
  record(kind: Exclude<RecordKind, 'frame'>, conn: number, t: number, json: string): void;
  /** Adds a whole page of `count` records as it is. */
  append(page: ArrayBuffer, length: number, count: number): void;
  /** The page so far, as an exact buffer; the writer starts anew. */
  take(): ArrayBuffer;
}

const setUint32 = method(View.prototype, 'setUint32');
const setFloat64 = method(View.prototype, 'setFloat64');
const encodeInto = method(TextEncoder.prototype, 'encodeInto');
const encoder = new TextEncoder();

/**
 * `initial` is the size in bytes of a fresh buffer, made with the first record: small where pages are small, since it is zeroed each time; a buffer that grew
 * is kept up to `keep` bytes, and only while pages are worth it. Runs inside pages: it relies on captured natives only, never on a prototype as it is now.
 */
export function createPageWriter(initial = 16_384, keep = initial * 4): PageWriter {
  let buffer = new Buffer(0);
  let size = 0;
  let bytes = new Bytes(buffer);
  let view = new View(buffer);
  let end = 0;
  let count = 0;

  function renew(length: number): void {
    buffer = new Buffer(length);
    size = length;
    bytes = new Bytes(buffer);
    view = new View(buffer);
  }

  function reserve(length: number): void {
    if (end + length <= size) return;
    const filled = new Bytes(buffer, 0, end);
    const next = size === 0 ? initial : size * 2;
    renew(end + length > next ? end + length : next);
    setBytes(bytes, filled, 0);
  }

  /** Writes text as UTF-8 at `at`; the caller has reserved three bytes per unit. */
  const text = (value: string, at: number): number => encodeInto(encoder, value, new Bytes(buffer, at)).written;

  /** Every word of the header is written: the buffer is used again and again. */
  function finish(
    kind: RecordKind,
    flags: number,
    conn: number,
    t: number,
    seq: number,
    size: number,
    json: number,
    payload: number,
  ): void {
    setUint32(view, end, KIND_CODE[kind] | (flags << 8), true);
    setUint32(view, end + OFFSET.conn, conn, true);
    setFloat64(view, end + OFFSET.t, t, true);
    setUint32(view, end + OFFSET.seq, seq, true);
    setUint32(view, end + OFFSET.json, json, true);
    setFloat64(view, end + OFFSET.size, size, true);
    setUint32(view, end + OFFSET.payload, payload, true);
    setUint32(view, end + OFFSET.payload + 4, 0, true);
    const used = HEADER_BYTES + json + payload;
    if (padded(used) > used) fillBytes(bytes, 0, end + used, end + padded(used));
    end += padded(used);
    count += 1;
  }

  return {
    get bytes() {
      return end;
    },
    get count() {
      return count;
    },
    frame(head, payload) {
      const json = head.json ?? '';
      const bound = typeof payload === 'string' ? payload.length * 3 : payload ? byteLengthOf(payload) : 0;
      reserve(HEADER_BYTES + json.length * 3 + bound + 8);
      const flags =
        (head.dir === 'out' ? FLAG.out : 0) |
        (head.type === 'binary' ? FLAG.binary : 0) |
        (head.truncated ? FLAG.truncated : 0) |
        (payload === undefined ? 0 : FLAG.payload);
      const at = end + HEADER_BYTES;
      const jsonLength = json === '' ? 0 : text(json, at);
      let payloadLength = bound;
      if (typeof payload === 'string') payloadLength = text(payload, at + jsonLength);
      else if (payload !== undefined) setBytes(bytes, payload, at + jsonLength);
      finish('frame', flags, head.conn, head.t, head.seq, head.size ?? payloadLength, jsonLength, payloadLength);
    },
    record(kind, conn, t, json) {
      reserve(HEADER_BYTES + json.length * 3 + 8);
      finish(kind, 0, conn, t, 0, 0, text(json, end + HEADER_BYTES), 0);
    },
    append(page, length, records) {
      reserve(length);
      setBytes(bytes, new Bytes(page, 0, length), end);
      end += length;
      count += records;
    },
    take() {
      const page = new Buffer(end);
      setBytes(new Bytes(page), new Bytes(buffer, 0, end), 0);
      if (size > keep || (size > initial && end < size / 16)) renew(initial);
      end = 0;
      count = 0;
      return page;
    },
  };
}
