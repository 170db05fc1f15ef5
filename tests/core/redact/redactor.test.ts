import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../src/core/redact/redactor.ts';
import { createHeader } from '../../../src/core/trace/archive/header.ts';
import type { FrameRecord, TraceRecord } from '../../../src/core/trace/records.ts';
import { createSession } from '../dissect/session.ts';
import { recordsOf } from '../report/read-recording.ts';
import { LEVELS, redactAll } from './redact-all.ts';

const HEADER = createHeader({ created: '2026-11-23T08:00:00.000Z' });
const isKey = ({ kind }: TraceRecord): boolean => kind === 'key';
const isFrame = (record: TraceRecord): record is FrameRecord => record.kind === 'frame';

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('at level none', () => {
  it('every record leaves as it is, but for session keys', async () => {
    const records = await recordsOf('happy-browser-dials');
    expect(redactAll(records, { level: 'none' })).toEqual(records.filter((record) => !isKey(record)));
  });

  it('session keys leave where they are asked for', async () => {
    const records = await recordsOf('happy-browser-dials');
    expect(redactAll(records, { level: 'none', includeKeys: true })).toEqual(records);
  });

  it('the header says what an earlier redaction has left out', () => {
    const redactor = createRedactor({ level: 'none' });
    expect(redactor.header({ ...HEADER, redaction: 'fields', note: 'mine' })).toEqual({
      ...HEADER,
      redaction: 'fields',
      note: 'mine',
    });
  });
});

describe.each(LEVELS)('at level %s', (level) => {
  it('no session key leaves, even where it is asked for', async () => {
    const records = await recordsOf('happy-browser-dials');
    expect(records.some(isKey)).toBe(true);
    expect(redactAll(records, { level, includeKeys: true }).some(isKey)).toBe(false);
  });

  it('a frame has the digest of its payload in its place', async () => {
    const records = (await recordsOf('direct-no-commserver')).filter(isFrame);
    const redacted = redactAll(records, { level }).filter(isFrame);
    expect(redacted.map(({ payload }) => payload)).toEqual(records.map(() => undefined));
    expect(redacted.map(({ digest }) => digest)).toEqual(
      records.map(({ payload = new Uint8Array(0) }) => sha(payload).slice(0, 32)),
    );
  });

  it('a frame that was cut has none: it would be that of another message', () => {
    const session = createSession();
    session.frame('out', '{"command":"ping"}').truncated = true;
    const [, frame] = redactAll(session.records, { level });
    expect(frame).toMatchObject({ truncated: true, decoded: { problem: { code: 'frame.truncated' } } });
    expect(frame).not.toHaveProperty('digest');
  });

  it.each([
    ['of a message that is not known', '{"type":"wifi_credentials","ssid":"home","password":"swordfish"}'],
    [
      'of an identity without encryption',
      '{"command":"person_id_object","obj":{"$type$":"Person","email":"a@b.example"}}',
    ],
    ['of objects without encryption', '{"type":"sync_data","objects":["hello"],"checksum":"c"}'],
  ])('the digest %s stays here: who guesses the message could try it', (_, text) => {
    const session = createSession();
    session.frame('out', text);
    expect(redactAll(session.records, { level })[1]).not.toHaveProperty('digest');
  });

  it('frames are read that came before their key, where it is known', async () => {
    const records = await recordsOf('happy-browser-dials');
    const late = [...records.filter((record) => !isKey(record)), ...records.filter(isKey)];
    const names = redactAll(late, { level })
      .filter(isFrame)
      .map(({ decoded }) => decoded?.name);
    expect(names).not.toContain('encrypted');
    expect(names).toContain('authentication_token');
  });

  it('frames without a key leave as encrypted, with the length that their payload may have', async () => {
    const records = await recordsOf('happy-browser-dials');
    const redactor = createRedactor({ level });
    const frames = records.filter((record) => !isKey(record)).flatMap((record) => redactor.push(record) ?? []);
    const sealed = frames.filter(isFrame).filter(({ decoded }) => decoded?.name === 'encrypted');
    expect(sealed.length).toBeGreaterThan(50);
    expect(sealed[0]?.decoded?.summary).toMatch(/^\d+–\d+ B payload$/);
  });

  it('the header names the level, and masks the note', () => {
    const redactor = createRedactor({ level });
    expect(redactor.header({ ...HEADER, generator: 'alice', note: 'for bob' })).toEqual({
      ...HEADER,
      redaction: level,
      note: '‹text, 7 characters›',
    });
  });

  it('the header counts the records and members that nobody knows', () => {
    const redactor = createRedactor({ level });
    expect(redactor.push({ kind: 'foreign', t: 1, extra: { kind: 'new', value: 1 } })).toBeUndefined();
    redactor.push({ kind: 'lost', t: 1, count: 1, why: 'retention', extra: { more: 1 } });
    expect(redactor.leftOut()).toEqual({ records: 1, members: 1 });
    expect(redactor.header(HEADER).counts).toEqual({ leftOutRecords: 1, leftOutMembers: 1 });
  });

  it('the members by which readers tell records apart stay', () => {
    const redactor = createRedactor({ level });
    const call = { kind: 'call', conn: 'ws1', t: 1, method: 'send', args: ['string 12', 'my words'] } as const;
    expect(redactor.push({ ...call, args: [...call.args], extra: { of: 'Connection', ms: 0.5, more: 1 } })).toEqual({
      ...call,
      args: ['string 12', '‹text, 8 characters›'],
      extra: { of: 'Connection', ms: 0.5 },
    });
    expect(
      redactor.push({ kind: 'note', t: 1, type: 'online', text: 'offline', extra: { page: 'p1', by: 'me' } }),
    ).toEqual({
      kind: 'note',
      t: 1,
      type: 'online',
      text: 'offline',
      extra: { page: 'p1' },
    });
  });

  it('figures stay, and what they are figures of', () => {
    const redactor = createRedactor({ level });
    const sample = (what: string, values: object): TraceRecord =>
      ({ kind: 'sample', t: 1, conn: 'ws1', what, values }) as TraceRecord;
    const kept = [
      sample('buffered', { bufferedAmount: 12 }),
      sample('rtc-stats', { currentRoundTripTime: 0.02, local: 'host', remote: 'relay' }),
      sample('plugin-counters', { statistics: { bytesSent: 4 } }),
    ];
    expect(kept.map((record) => redactor.push(record))).toEqual(kept);
    expect(redactor.push(sample('clipboard', { text: 1 }))).toBeUndefined();
  });
});

it('a level that says less than the file does is what the file says', () => {
  const header = { ...HEADER, redaction: 'shapes' } as const;
  expect(createRedactor({ level: 'fields' }).header(header).redaction).toBe('shapes');
});

it('an empty salt is refused before anything leaves', () => {
  expect(() => createRedactor({ level: 'fields', salt: new Uint8Array(0) })).toThrow(RangeError);
});
