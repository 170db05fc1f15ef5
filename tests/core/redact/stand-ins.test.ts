import { describe, expect, it } from 'vitest';
import { createStandIns } from '../../../src/core/redact/stand-ins.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { recordsOf } from '../report/read-recording.ts';
import { LEVELS, redactAll } from './redact-all.ts';

const SALT = new Uint8Array(32).fill(7);
const OTHER = new Uint8Array(32).fill(8);
const ID = '9861d52f0e4c47ab8cf1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d58031';

describe('the stand-in of an id', () => {
  const { hex, name } = createStandIns(SALT);

  it('has its length and its alphabet', () => {
    expect(hex(ID)).toMatch(/^[0-9a-f]{64}$/);
    expect(hex(ID.slice(0, 16))).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is none of its parts', () => {
    expect(hex(ID)).not.toContain(ID.slice(0, 8));
  });

  it('is the same for both cases of its digits', () => {
    expect(hex(ID.toUpperCase())).toBe(hex(ID));
  });

  it('is another one for another id', () => {
    expect(hex(ID.replace('9', '8'))).not.toBe(hex(ID));
  });

  it('follows from the salt', () => {
    expect(createStandIns(SALT).hex(ID)).toBe(hex(ID));
    expect(createStandIns(OTHER).hex(ID)).not.toBe(hex(ID));
  });

  it('is its own stand-in, under any salt', () => {
    expect(createStandIns(OTHER).hex(hex(ID))).toBe(hex(ID));
    expect(createStandIns(OTHER).name(name('a group'))).toBe(name('a group'));
  });

  it('is zeros for zeros, by which the library says that it knows none', () => {
    expect(hex('0'.repeat(64))).toBe('0'.repeat(64));
  });
});

it('an empty salt is refused', () => {
  expect(() => createStandIns(new Uint8Array(0))).toThrow(new RangeError('the salt of a redaction must not be empty'));
});

/** Public keys that the facts of a recording name, in order. */
const keysIn = (records: readonly TraceRecord[]): string[] =>
  records.flatMap((record) =>
    record.kind === 'frame'
      ? [...JSON.stringify(record.decoded?.facts ?? []).matchAll(/"[a-zA-Z]+":"([0-9a-f]{64})"/g)].map(
          ([, key = '']) => key,
        )
      : [],
  );

/** Which of them are equal: the first place of each. */
const pattern = (keys: readonly string[]): number[] => keys.map((key) => keys.indexOf(key));

describe.each(LEVELS)('ids in an export as %s', (level) => {
  it('are equal where they were equal', async () => {
    const records = await recordsOf('happy-browser-dials');
    const once = keysIn(redactAll(records, { level }));
    const again = keysIn(redactAll(records, { level }));
    expect(new Set(once).size).toBeGreaterThan(10);
    expect(pattern(again)).toEqual(pattern(once));
  });

  it('are equal across files only under the same salt', async () => {
    const records = await recordsOf('duplicate-dropped');
    const file = (salt?: Uint8Array): Set<string> =>
      new Set(keysIn(redactAll(records, { level, ...(salt ? { salt } : {}) })));
    expect(file(SALT)).toEqual(file(SALT));
    expect([...file()].filter((key) => file().has(key))).toEqual([]);
    expect([...file(SALT)].filter((key) => file(OTHER).has(key))).toEqual([]);
  });
});
