import { FLAG, HEADER_BYTES, KIND_CODE, OFFSET, padded } from './page-layout.ts';
import type { Dir, PayloadType, RecordKind } from './records.ts';

export interface FrameHead {
  conn: number;
  seq: number;
  t: number;
  dir: Dir;
  type: PayloadType;
  size: number;
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
  /** The page so far, as an exact buffer; the writer starts anew. */
  take(): ArrayBuffer;
}

/** `initial` is the size in bytes of a fresh buffer: small where pages are small, since it is zeroed each time. */
export function createPageWriter(initial = 16_384): PageWriter {
  const encoder = new TextEncoder();
  let bytes = new Uint8Array(initial);
  let view = new DataView(bytes.buffer);
  let end = 0;
  let count = 0;

  function reserve(length: number): void {
    if (end + length <= bytes.length) return;
    const grown = new Uint8Array(Math.max(bytes.length * 2, end + length));
    grown.set(bytes.subarray(0, end));
    bytes = grown;
    view = new DataView(bytes.buffer);
  }

  /** Writes text as UTF-8 at `at`; the caller has reserved three bytes per unit. */
  const text = (value: string, at: number): number => encoder.encodeInto(value, bytes.subarray(at)).written;

  function header(kind: RecordKind, flags: number, conn: number, t: number): void {
    bytes.fill(0, end, end + HEADER_BYTES);
    bytes[end + OFFSET.kind] = KIND_CODE[kind];
    bytes[end + OFFSET.flags] = flags;
    view.setUint32(end + OFFSET.conn, conn, true);
    view.setFloat64(end + OFFSET.t, t, true);
  }

  function finish(jsonLength: number, payloadLength: number): void {
    view.setUint32(end + OFFSET.json, jsonLength, true);
    view.setUint32(end + OFFSET.payload, payloadLength, true);
    const used = HEADER_BYTES + jsonLength + payloadLength;
    bytes.fill(0, end + used, end + padded(used));
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
      const bound = typeof payload === 'string' ? payload.length * 3 : (payload?.length ?? 0);
      reserve(HEADER_BYTES + json.length * 3 + bound + 8);
      const flags =
        (head.dir === 'out' ? FLAG.out : 0) |
        (head.type === 'binary' ? FLAG.binary : 0) |
        (head.truncated ? FLAG.truncated : 0) |
        (payload === undefined ? 0 : FLAG.payload);
      header('frame', flags, head.conn, head.t);
      view.setUint32(end + OFFSET.seq, head.seq, true);
      view.setFloat64(end + OFFSET.size, head.size, true);
      const at = end + HEADER_BYTES;
      const jsonLength = json === '' ? 0 : text(json, at);
      let payloadLength = 0;
      if (typeof payload === 'string') payloadLength = text(payload, at + jsonLength);
      else if (payload !== undefined) {
        bytes.set(payload, at + jsonLength);
        payloadLength = payload.length;
      }
      finish(jsonLength, payloadLength);
    },
    record(kind, conn, t, json) {
      reserve(HEADER_BYTES + json.length * 3 + 8);
      header(kind, 0, conn, t);
      finish(text(json, end + HEADER_BYTES), 0);
    },
    take() {
      const page = bytes.slice(0, end).buffer;
      bytes = bytes.length > initial * 4 ? new Uint8Array(initial) : bytes;
      view = new DataView(bytes.buffer);
      end = 0;
      count = 0;
      return page;
    },
  };
}
