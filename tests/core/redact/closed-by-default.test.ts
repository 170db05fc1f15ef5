import { describe, expect, it } from 'vitest';
import { headerLine, recordLine } from '../../../src/core/trace/archive/record-line.ts';
import type { DecodedFrame, FrameRecord, Json, TraceRecord } from '../../../src/core/trace/records.ts';
import { checkRecord } from '../../../src/core/trace/validate-record.ts';
import { createRedactor } from '../../../src/core/redact/redactor.ts';
import { SCHEMA } from '../../../src/core/redact/schema.ts';
import { everyFact } from './every-fact.ts';
import { everyRecord } from './every-record.ts';
import { leaksIn, secretText } from './leaks.ts';
import { LEVELS, redactAll } from './redact-all.ts';

/** Texts that could be anything that a person would not hand on. */
const CANARIES = ['xq7-canary-zk', 'canary@example.com', 'c0ffee15bad'.padEnd(64, 'd'), 'Canary9Canary9Canary9'];

const frame = (decoded: DecodedFrame): FrameRecord => ({
  kind: 'frame',
  conn: 'ws1',
  seq: 0,
  t: 1_800_000_000_000,
  dir: 'in',
  type: 'binary',
  size: 100,
  decoded,
});

/** What another tool, or a forger, may have put into a frame that is redacted already. */
const forgeries = (text: string): FrameRecord[] => {
  const field: Json = { name: text, value: text, note: text, children: [{ name: text, value: text }] };
  const known: Json[] = ['command', 'publicKey', 'token', 'data', 'obj'].map((name) => ({
    name,
    value: text,
    note: text,
  }));
  return [
    ...everyFact(text).map((fact) =>
      frame({ layers: ['encryption'], name: 'unknown', facts: [fact as unknown as Json] }),
    ),
    frame({
      layers: [text],
      name: text,
      phase: text,
      summary: text,
      problem: { code: text, message: text },
      shape: text,
    }),
    frame({ layers: ['chum'], name: 'chum.data', fields: { [text]: text, data: { [text]: [text] } } }),
    ...[...SCHEMA.keys()].map((name) =>
      frame({
        layers: ['comm-server'],
        name,
        fields: ['encryption', 'comm-server', SCHEMA.get(name)?.layer ?? 'unknown', text].map((layer) => ({
          layer,
          title: text,
          summary: text,
          view: text,
          fields: [field, ...known],
        })),
      }),
    ),
  ];
};

const fileOf = (records: readonly TraceRecord[]): string => records.map(recordLine).join('\n');

describe.each(LEVELS)('at level %s nothing leaves that nobody has decided on', (level) => {
  it.each(CANARIES)('of any member of any record: %s', (canary) => {
    // The name of a public host is what the level `fields` lets leave.
    const records = level === 'shapes' ? everyRecord(canary) : everyRecord(canary, 'comm.example.com');
    const redacted = redactAll(records, { level });
    expect(leaksIn(fileOf(redacted), [secretText('the canary', canary)])).toEqual([]);
  });

  it.each(CANARIES)('of a frame that another hand has redacted: %s', (canary) => {
    const redacted = redactAll(forgeries(canary), { level });
    expect(leaksIn(fileOf(redacted), [secretText('the canary', canary)])).toEqual([]);
  });

  it.each(CANARIES)('of a message that no dissector knows: %s', (canary) => {
    const payloads = [
      canary,
      JSON.stringify({ command: canary, [canary]: 1 }),
      JSON.stringify({ type: 'wifi_credentials', ssid: canary, password: canary }),
      JSON.stringify({ id: 'r1', handler: canary, method: canary }),
    ];
    const frames = payloads.map((text, seq): FrameRecord => {
      const payload = new TextEncoder().encode(text);
      return { ...frame({ layers: [], name: '' }), seq, type: 'text', size: payload.length, payload };
    });
    const redacted = redactAll(frames, { level });
    expect(leaksIn(fileOf(redacted), [secretText('the canary', canary)])).toEqual([]);
    expect(redacted.map((record) => record.kind === 'frame' && record.digest)).toEqual(payloads.map(() => undefined));
  });

  it('of a header', () => {
    const [canary = ''] = CANARIES;
    const redactor = createRedactor({ level });
    const header = redactor.header({
      format: 'one-trace',
      version: 1,
      created: canary,
      generator: canary,
      redaction: 'none',
      note: canary,
      counts: { [canary]: 1, leftOutRecords: canary },
      extra: { [canary]: canary },
    });
    expect(leaksIn(headerLine(header), [secretText('the canary', canary)])).toEqual([]);
  });

  it('and what leaves is a record of the format, and the same when it is redacted again', () => {
    const records = CANARIES.flatMap((canary) => [...everyRecord(canary), ...forgeries(canary)]);
    const redacted = redactAll(records, { level });
    for (const record of redacted)
      expect(checkRecord(JSON.parse(recordLine(record))), recordLine(record)).toMatchObject({ ok: true });
    expect(redactAll(redacted, { level })).toEqual(redacted);
  });
});
