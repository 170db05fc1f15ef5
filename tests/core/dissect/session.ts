import nacl from 'tweetnacl';
import { createDissector, type DissectorOptions } from '../../../src/core/dissect/engine.ts';
import type { Dissection } from '../../../src/core/dissect/dissection.ts';
import type { Dir, FrameRecord, KeyRecord, TraceRecord } from '../../../src/core/trace/records.ts';

/** Seals like the library does (PROTOCOL §2.3), with tweetnacl: nothing here comes from the code under test. */
export function seal(key: Uint8Array, counter: number, payload: string | Uint8Array, padding?: number): Uint8Array {
  const body = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
  const flags = typeof payload === 'string' ? 0x10 : 0;
  const head = padding === undefined ? [flags] : [flags | 1, padding, ...new Array<number>(padding).fill(0xaa)];
  const box = new Uint8Array(head.length + body.length);
  box.set(head);
  box.set(body, head.length);
  return sealBox(key, counter, box);
}

export const sealBox = (key: Uint8Array, counter: number, box: Uint8Array): Uint8Array =>
  nacl.secretbox(box, nonceOf(counter), key);

export function nonceOf(counter: number): Uint8Array {
  const nonce = new Uint8Array(24);
  new DataView(nonce.buffer).setBigUint64(16, BigInt(counter));
  return nonce;
}

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const H32 = (byte: string): string => byte.repeat(32);

export interface Session {
  records: TraceRecord[];
  key: Uint8Array;
  keyRecord: KeyRecord;
  frame(dir: Dir, payload: string | Uint8Array): FrameRecord;
  /** Request, ready and both key frames, this side dialling. */
  handshake(): void;
  addKey(): void;
  /** Seals under the next counter of the direction and appends the frame. */
  sealed(dir: Dir, payload: string | Uint8Array, padding?: number): FrameRecord;
  /** Uses a counter up without a frame in the trace. */
  miss(dir: Dir, count?: number): void;
  counter: Record<Dir, number>;
}

/** Builds the trace of one connection on which this side is the initiator. */
export function createSession(conn = 'ws1', keyByte = 7): Session {
  const key = new Uint8Array(32).fill(keyByte);
  const keyRecord: KeyRecord = {
    kind: 'key',
    conn,
    t: 1005,
    cipher: 'xsalsa20poly1305',
    key: hexOf(key),
    sendCounter: 1,
    receiveCounter: 0,
    step: 2,
  };
  let seq = 0;
  const session: Session = {
    records: [{ kind: 'open', conn, page: 'p1', t: 1000, transport: 'websocket', url: 'ws://127.0.0.1:1' }],
    key,
    keyRecord,
    counter: { out: 1, in: 0 },
    frame(dir, payload) {
      const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
      const type = typeof payload === 'string' ? 'text' : 'binary';
      const record: FrameRecord = {
        kind: 'frame',
        conn,
        seq,
        t: 1001 + seq,
        dir,
        type,
        size: bytes.length,
        payload: bytes,
      };
      seq += 1;
      session.records.push(record);
      return record;
    },
    handshake() {
      const request = { command: 'communication_request', sourcePublicKey: H32('0a'), targetPublicKey: H32('0b') };
      session.frame('out', JSON.stringify(request));
      session.frame('in', '{"command":"communication_ready"}');
      session.frame('out', new Uint8Array(72).fill(1));
      session.frame('in', new Uint8Array(72).fill(2));
    },
    addKey() {
      session.records.push({ ...keyRecord, sendCounter: session.counter.out, receiveCounter: session.counter.in });
    },
    sealed(dir, payload, padding) {
      const frame = session.frame(dir, seal(key, session.counter[dir], payload, padding));
      session.counter[dir] += 2;
      return frame;
    },
    miss(dir, count = 1) {
      session.counter[dir] += 2 * count;
    },
  };
  return session;
}

export interface Dissected {
  frame: FrameRecord;
  dissection: Dissection;
}

export function dissectAll(records: readonly TraceRecord[], options?: DissectorOptions, detail = true): Dissected[] {
  const dissector = createDissector(options);
  return records.flatMap((record) => {
    const dissection = dissector.push(record, { detail });
    return record.kind === 'frame' && dissection ? [{ frame: record, dissection }] : [];
  });
}

/** The dissection of the last frame. */
export function last(session: Session, options?: DissectorOptions): Dissection {
  const all = dissectAll(session.records, options);
  const found = all.at(-1);
  if (!found) throw new Error('no frame');
  return found.dissection;
}

/** A session after the handshake, key known. */
export function openSession(): Session {
  const session = createSession();
  session.handshake();
  session.addKey();
  return session;
}
