import { describe, expect, it } from 'vitest';
import { createConnNames, liftRecord, writeRecord } from '../../../src/core/trace/page-codec.ts';
import { PageError, readPage } from '../../../src/core/trace/page-reader.ts';
import { createPageWriter } from '../../../src/core/trace/page-writer.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';

const frame = (members: Partial<TraceRecord> = {}): TraceRecord =>
  ({
    kind: 'frame',
    conn: 'ws1',
    seq: 0,
    t: 1.5,
    dir: 'out',
    type: 'binary',
    size: 3,
    payload: Uint8Array.of(1, 2, 3),
    ...members,
  }) as TraceRecord;

function roundTrip(records: TraceRecord[]): (TraceRecord | undefined)[] {
  const writer = createPageWriter(64);
  const names = createConnNames();
  for (const record of records) writeRecord(writer, record, names);
  const learned = createConnNames();
  return [...readPage(new Uint8Array(writer.take()))].map((raw) => liftRecord(raw, learned)).filter(Boolean);
}

describe('a page of records', () => {
  it('gives back what was written, whatever the order of growth', () => {
    const records: TraceRecord[] = [
      { kind: 'page', t: 1, page: 'p1', url: 'http://x/', realm: 'window' },
      { kind: 'open', t: 1.25, conn: 'ws1', page: 'p1', transport: 'websocket', url: 'ws://x/', protocols: [] },
      frame(),
      frame({ seq: 1, dir: 'in', type: 'text', payload: new TextEncoder().encode('grüße 👋'), size: 12 }),
      frame({ seq: 2, truncated: true, size: 5_000_000_000, payload: new Uint8Array(1000) }),
      { kind: 'close', t: 9, conn: 'ws1', code: 1000, reason: 'Close called.', clean: true },
      { kind: 'note', t: 9.5, type: 'mark', text: 'done' },
    ];
    expect(roundTrip(records)).toEqual(records);
  });

  it('names a connection whose first record is a frame', () => {
    expect(roundTrip([frame({ conn: 'rtc7' })])).toEqual([frame({ conn: 'rtc7' })]);
  });

  it('keeps members of frames and records that it does not know', () => {
    const records = [
      frame({ extra: { colour: 'red' }, ms: 2 }),
      { kind: 'foreign', t: 0, extra: { kind: 'later', t: 0, x: 1 } } as TraceRecord,
    ];
    expect(roundTrip(records)).toEqual(records);
  });

  it('refuses a page that ends inside a record, and a record longer than its page', () => {
    const writer = createPageWriter();
    writeRecord(writer, frame(), createConnNames());
    const page = new Uint8Array(writer.take());
    expect(() => [...readPage(page.subarray(0, page.length - 8))]).toThrow(PageError);
    expect(() => [...readPage(page.subarray(0, 24))]).toThrow(PageError);
  });
});

describe('names of connections', () => {
  it('never give a number twice, also after numbers from elsewhere were learned', () => {
    const names = createConnNames();
    names.learn(2, 'ws2');
    expect(names.number('ws9')).not.toBe(2);
    expect(names.name(names.number('ws9'))).toBe('ws9');
    expect(names.name(2)).toBe('ws2');
    expect(names.name(77)).toBe('conn77');
  });
});
