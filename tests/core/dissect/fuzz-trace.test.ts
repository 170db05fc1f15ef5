import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDissector } from '../../../src/core/dissect/engine.ts';
import { redissect } from '../../../src/core/dissect/redissect.ts';
import type { Dir, KeyRecord, TraceRecord } from '../../../src/core/trace/records.ts';
import { LAMA, WIFI } from '../../lab/bluetooth/uuids.ts';
import { anyBytes, anyText } from './arbitraries.ts';
import { createSession, type Session } from './session.ts';

const SEED = 20_261_123;
const RUNS = 1000;
/** Long, because the machine may be busy: nothing here is about time. */
const TIMEOUT = 180_000;

type Step = (session: Session) => void;

const dir = fc.constantFrom<Dir>('in', 'out');
const payload = fc.oneof(anyText, anyBytes);

const damage = (bytes: Uint8Array | undefined, at: number): void => {
  if (bytes && bytes.length > 0) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ 0x55;
};

/** Everything that a trace can hold, in any order: right, damaged, missing, cut, redacted, forged. */
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(dir, payload, fc.nat(254)).map(
      ([to, data, padding]): Step =>
        (s) =>
          void s.sealed(to, data, padding),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(dir, payload).map(
      ([to, data]): Step =>
        (s) =>
          void s.frame(to, data),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(dir, payload, fc.constantFrom(LAMA.messageRx, WIFI.password, 'nobody')).map(
      ([to, data, channel]): Step =>
        (s) =>
          void Object.assign(s.frame(to, data), { type: 'binary', channel, op: 'write', ms: 1 }),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>((s) => s.handshake()) },
  { weight: 1, arbitrary: fc.constant<Step>((s) => s.addKey()) },
  {
    weight: 1,
    arbitrary: fc.tuple(dir, fc.nat(40)).map(
      ([to, count]): Step =>
        (s) =>
          s.miss(to, count),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(dir, payload, fc.nat()).map(
      ([to, data, at]): Step =>
        (s) =>
          damage(s.sealed(to, data).payload, at),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(dir, payload, fc.nat(30)).map(([to, data, kept]): Step => (s) => {
      const frame = s.sealed(to, data);
      Object.assign(frame, { truncated: true, payload: frame.payload?.subarray(0, kept) });
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(dir, fc.json(), fc.string()).map(([to, json, name]): Step => (s) => {
      const fields = JSON.parse(json) as never;
      const frame = s.frame(to, '');
      delete frame.payload;
      frame.decoded = {
        layers: fields,
        name,
        counter: s.counter[to],
        fields,
        facts: [fields, { kind: name }],
        summary: json,
      };
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.boolean(), fc.double()).map(([all, count]): Step => (s) => {
      s.records.push({ kind: 'lost', t: 1, count, why: 'x', ...(all ? {} : { conn: 'ws1' }) });
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.string(), fc.double(), fc.double(), fc.integer())
      .map(([key, send, receive, by]): Step => (s) => {
        const forged: KeyRecord = { ...s.keyRecord, sendCounter: send, receiveCounter: receive, step: by };
        s.records.push(by % 2 === 0 ? { ...forged, key } : forged);
      }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('close', 'plugin', 'open'), fc.boolean()).map(([kind, isNear]): Step => (s) => {
      const transport = isNear ? 'bluetooth' : 'webrtc';
      const order = ['websocket', 'encryption'];
      if (kind === 'close') s.records.push({ kind: 'close', conn: 'ws1', t: 1, code: 1000, reason: '', clean: true });
      else if (kind === 'plugin')
        s.records.push({ kind: 'plugin', conn: 'ws1', t: 1, event: 'add', name: 'encryption', order });
      else s.records.push({ kind: 'open', conn: 'ws1', page: 'p', t: 1, transport, url: 'x' });
    }),
  },
);

function build(steps: readonly Step[], begun: boolean): TraceRecord[] {
  const session = createSession();
  if (begun) session.handshake();
  if (begun) session.addKey();
  for (const one of steps) one(session);
  return session.records;
}

test(
  `${RUNS} random traces give a dissection for every frame and never a fault of the decoder, seed ${SEED}`,
  () => {
    const property = fc.property(fc.array(step, { maxLength: 30 }), fc.boolean(), (steps, begun) => {
      const records = build(steps, begun);
      const dissector = createDissector({ assemblyBytes: 500 });
      for (const record of records) {
        const dissection = dissector.push(record);
        expect(dissection === undefined).toBe(record.kind !== 'frame');
        if (record.kind !== 'frame' || !dissection) continue;
        expect(dissection.problem?.code).not.toBe('decoder.failed');
        expect(dissection.summary.length).toBeLessThanOrEqual(160);
        structuredClone(dissection);
        const keys = records.filter((other): other is KeyRecord => other.kind === 'key');
        const { name, counter } = dissection;
        const again = redissect({ frame: record, name, keys, ...(counter === undefined ? {} : { counter }) });
        expect(again.problem?.code).not.toBe('decoder.failed');
      }
    });
    fc.assert(property, { seed: SEED, numRuns: RUNS });
  },
  TIMEOUT,
);

test(
  `a trace read without detail says the same as with it, seed ${SEED}`,
  () => {
    const property = fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const records = build(steps, true);
      const full = createDissector();
      const lazy = createDissector();
      for (const record of records) {
        const whole = full.push(record);
        if (whole) delete whole.box;
        expect(lazy.push(record, { detail: false })).toEqual(whole && { ...whole, tree: [] });
      }
    });
    fc.assert(property, { seed: SEED, numRuns: 300 });
  },
  TIMEOUT,
);
