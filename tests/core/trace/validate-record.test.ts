import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConnNames, liftRecord } from '../../../src/core/trace/page-codec.ts';
import { readPage } from '../../../src/core/trace/page-reader.ts';
import { createPageWriter } from '../../../src/core/trace/page-writer.ts';
import { recordLine } from '../../../src/core/trace/archive/record-line.ts';
import { checkJsonPart, checkRecord } from '../../../src/core/trace/validate-record.ts';

const why = (raw: unknown): string => {
  const checked = checkRecord(raw);
  return checked.ok ? 'fine' : checked.why;
};

describe('a record from outside', () => {
  it('keeps members that are not known apart from those that are', () => {
    const checked = checkRecord({ kind: 'note', t: 1, text: 'x', colour: 'red', extra: { deep: 1 } });
    expect(checked).toEqual({
      ok: true,
      value: { kind: 'note', t: 1, text: 'x', extra: { colour: 'red', extra: { deep: 1 } } },
    });
  });

  it('of an unknown kind is kept whole', () => {
    const raw = { kind: 'weather', t: 4, sky: ['blue'] };
    expect(checkRecord(raw)).toEqual({ ok: true, value: { kind: 'foreign', t: 4, extra: raw } });
    expect(checkRecord({ kind: 'weather', t: 'later' })).toMatchObject({ ok: true, value: { t: 0 } });
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('of kind %s is of an unknown kind', (kind) => {
    expect(checkRecord({ kind, t: 1 })).toMatchObject({ ok: true, value: { kind: 'foreign' } });
  });

  it('takes nothing from a prototype', () => {
    expect(why(Object.assign(Object.create({ text: 'inherited' }) as object, { kind: 'note', t: 1 }))).toBe(
      'has no "text"',
    );
  });

  it('may say false where absence is meant', () => {
    const open = { kind: 'open', conn: 'a', page: 'p', t: 1, transport: 'webrtc', url: '' };
    expect(checkRecord({ ...open, late: false })).toEqual({ ok: true, value: open });
    expect(why({ ...open, late: 'yes' })).toBe('has a "late" that is not true or false');
  });

  it('has bounds', () => {
    const note = { kind: 'note', t: 1, text: 'x' };
    expect(why({ ...note, text: 'x'.repeat(1_048_577) })).toBe(
      'has a "text" that is not text of at most 1048576 characters',
    );
    expect(why({ ...note, t: NaN })).toMatch(/finite/);
    const plugin = { kind: 'plugin', conn: 'a', t: 1, event: 'add', name: 'x' };
    expect(why({ ...plugin, order: Array.from({ length: 257 }, () => 'x') })).toMatch(/list of at most 256/);
    expect(why({ ...plugin, order: ['x', 1] })).toMatch(/list/);
    const redacted = { kind: 'frame', conn: 'a', seq: 0, t: 1, dir: 'in', type: 'text', size: 1 };
    expect(why({ ...redacted, decoded: { layers: [], name: 7 } })).toMatch(
      /"decoded" that is not an object whose "name" is text/,
    );
    expect(why({ ...redacted, digest: 'xyz' })).toMatch(/32 hex digits/);
    expect(why({ ...redacted, seq: 2 ** 32 })).toMatch(/whole number/);
  });

  it('never makes the check throw, and what passes can be written and read again', () => {
    const kind = fc.constantFrom(
      'page',
      'open',
      'state',
      'frame',
      'call',
      'close',
      'error',
      'plugin',
      'key',
      'sample',
      'lost',
      'note',
      'x',
    );
    const names = [
      't',
      'conn',
      'page',
      'url',
      'text',
      'base64',
      'seq',
      'size',
      'order',
      'key',
      'count',
      'why',
      '__proto__',
      'extra',
    ];
    const raw = fc
      .tuple(kind, fc.array(fc.tuple(fc.constantFrom(...names), fc.oneof(fc.constant('ab'), fc.nat(), fc.jsonValue()))))
      .map(([value, members]): unknown => Object.fromEntries([...members, ['kind', value]]));
    fc.assert(
      fc.property(fc.oneof(raw, fc.jsonValue()), (value) => {
        const checked = checkRecord(value);
        if (!checked.ok) {
          expect(checked.why).toMatch(/^(is|has) /);
          return;
        }
        const line = recordLine(checked.value);
        const again = checkRecord(JSON.parse(line));
        expect(again.ok && recordLine(again.value)).toBe(line);
      }),
      { seed: 1, numRuns: 3000 },
    );
  });
});

describe('the JSON part of a record in a page', () => {
  it('may lack the connection, which the recorder names', () => {
    expect(checkJsonPart('close', { code: 1000, reason: '', clean: true })).toEqual({
      ok: true,
      value: { code: 1000, reason: '', clean: true },
    });
    expect(checkJsonPart('close', { conn: 'ws1', code: 1000, reason: '', clean: true })).toMatchObject({
      value: { conn: 'ws1' },
    });
    expect(checkJsonPart('close', { conn: '', code: 1000, reason: '', clean: true })).toMatchObject({ ok: false });
  });

  it('cannot overrule the columns, nor smuggle in a payload', () => {
    const forged = { kind: 'key', t: 5, seq: 9, dir: 'up', size: -1, text: 'x', payload: 'y', ms: 2, odd: 1 };
    const checked = checkJsonPart('frame', forged);
    expect(checked).toEqual({ ok: true, value: { ms: 2, extra: { odd: 1 } } });
    const writer = createPageWriter();
    writer.frame(
      { conn: 1, seq: 0, t: 1, dir: 'in', type: 'text', size: 0, json: JSON.stringify(checked.ok && checked.value) },
      undefined,
    );
    const [raw] = readPage(new Uint8Array(writer.take()));
    expect(liftRecord(raw!, createConnNames())).toEqual({
      ...{ kind: 'frame', conn: 'conn1', seq: 0, t: 1, dir: 'in', type: 'text', size: 0 },
      ...{ ms: 2, extra: { odd: 1 } },
    });
  });

  it('keeps the name that an empty foreign record gives to a connection', () => {
    expect(checkJsonPart('foreign', { conn: 'ws1', extra: {} })).toEqual({
      ok: true,
      value: { conn: 'ws1', extra: {} },
    });
  });

  it('is refused with a reason', () => {
    expect(checkJsonPart('note', null)).toEqual({ ok: false, why: 'is not an object' });
    expect(checkJsonPart('note', { text: 1 })).toMatchObject({ ok: false });
    expect(checkJsonPart('note', { text: 'x', extra: [] })).toEqual({
      ok: false,
      why: 'has an "extra" that is not an object',
    });
  });
});
