import { createDissector } from '../../../src/core/dissect/engine.ts';
import type { Dissection } from '../../../src/core/dissect/dissection.ts';
import type { Dir, FrameRecord, TraceRecord } from '../../../src/core/trace/records.ts';
import { LAMA } from '../../lab/bluetooth/uuids.ts';

export type Value = string | readonly number[] | Uint8Array;

const bytesOf = (value: Value): Uint8Array =>
  typeof value === 'string' ? new TextEncoder().encode(value) : Uint8Array.from(value);

/** A type byte and its payload. */
export const typed = (type: number, payload: Value = ''): Uint8Array => Uint8Array.of(type, ...bytesOf(payload));

export interface GattSession {
  records: TraceRecord[];
  value(channel: string, value: Value, dir?: Dir, op?: string): GattSession;
}

/** The trace of one connection over GATT. */
export function gattSession(conn = 'ble1'): GattSession {
  let seq = 0;
  const records: TraceRecord[] = [
    { kind: 'open', conn, page: 'p1', t: 1000, transport: 'bluetooth', url: 'bluetooth:LAMA_a1b2c3' },
  ];
  const session: GattSession = {
    records,
    value(channel, value, dir = 'out', op = dir === 'out' ? 'write' : 'read') {
      const payload = bytesOf(value);
      const frame: FrameRecord = {
        kind: 'frame',
        conn,
        seq,
        t: 1001 + seq,
        dir,
        type: 'binary',
        size: payload.length,
        payload,
      };
      seq += 1;
      records.push({ ...frame, channel, op, ms: 3 });
      return session;
    },
  };
  return session;
}

export function dissectionsOf({ records }: GattSession): Dissection[] {
  const dissector = createDissector();
  return records.flatMap((record) => dissector.push(record) ?? []);
}

/** What one value means. */
export const valueOn = (channel: string, value: Value, dir?: Dir, op?: string): Dissection =>
  dissectionsOf(gattSession().value(channel, value, dir, op))[0] as Dissection;

/** One message on MESSAGE_RX. */
export const lamaMessage = (value: Value): Dissection => valueOn(LAMA.messageRx, value);
