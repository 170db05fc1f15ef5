import { writeRecord, createConnNames } from '../../src/core/trace/page-codec.ts';
import { createPageWriter } from '../../src/core/trace/page-writer.ts';
import type { TraceRecord } from '../../src/core/trace/records.ts';
import { sealFrame } from '../lab/crypto/frame.ts';

const T0 = 1_800_000_000_000;
const KEY = Uint8Array.from({ length: 32 }, (_, i) => i * 7 + 1);
const OVERHEAD = 17;
/** §2.3: a first random byte of 0 means no padding, so that frames have the size that the row names. */
const UNPADDED = (size: number): Uint8Array => new Uint8Array(size);

export interface Traffic {
  frames: number;
  /** Bytes of a frame on the wire. */
  size: number;
  /** Answers are pieces of BLOBs, as most frames of that size are; else objects. */
  blobs?: boolean;
}

/** The session key of `traffic`, as `key` records have it. */
export const SESSION_KEY = Buffer.from(KEY).toString('hex');

/** PROTOCOL §6.1: the request's number as a little-endian double, then bytes. */
function chunk(i: number, size: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(8, size - OVERHEAD));
  new DataView(bytes.buffer).setFloat64(0, i >> 1, true);
  return bytes.fill(i & 0xff, 8);
}

/** Objects asked for and answered: JSON as CHUM writes it, padded to the size that is wanted. */
function plaintext(i: number, size: number): string {
  const id = i >> 1;
  const hash = id.toString(16).padStart(64, '0');
  const [start, end] =
    i % 2 === 0
      ? [`{"type":"request","requestId":${id},"serviceId":6,"args":["${hash}","`, '"]}']
      : [`{"type":"data","responseId":${id},"data":"<div itemscope itemtype=\\"//refin.io/Note\\">`, '</div>"}'];
  return start + 'x'.repeat(Math.max(0, size - OVERHEAD - start.length - end.length)) + end;
}

/** A dialer's encrypted session of so many frames, one after the other, every second one an answer. */
export function* sessionRecords({ frames, size, blobs = false }: Traffic): Generator<TraceRecord> {
  yield { kind: 'page', page: 'p1', t: T0, url: 'http://localhost/', realm: 'window' };
  yield { kind: 'open', conn: 'ws1', page: 'p1', t: T0, transport: 'websocket', url: 'ws://localhost:8000/' };
  yield { kind: 'state', conn: 'ws1', t: T0 + 1, state: 'open' };
  yield {
    kind: 'key',
    conn: 'ws1',
    t: T0 + 2,
    cipher: 'xsalsa20poly1305',
    key: SESSION_KEY,
    sendCounter: 0,
    receiveCounter: 1,
    step: 2,
  };
  for (let i = 0; i < frames; i += 1) {
    const payload = sealFrame(
      blobs && i % 2 === 1 ? chunk(i, size) : plaintext(i, blobs ? 200 : size),
      KEY,
      i,
      UNPADDED,
    );
    yield {
      kind: 'frame',
      conn: 'ws1',
      seq: i,
      t: T0 + 10 + i,
      dir: i % 2 === 0 ? 'out' : 'in',
      type: 'binary',
      size: payload.length,
      payload,
    };
  }
}

const PAGE_BYTES = 262_144;

/** The same as the pages that the store holds. */
export function* sessionPages(traffic: Traffic): Generator<Uint8Array> {
  const writer = createPageWriter(PAGE_BYTES);
  const names = createConnNames();
  for (const record of sessionRecords(traffic)) {
    writeRecord(writer, record, names);
    if (writer.bytes >= PAGE_BYTES) yield new Uint8Array(writer.take());
  }
  if (writer.count > 0) yield new Uint8Array(writer.take());
}
