import { describe, expect, it } from 'vitest';
import { spillPage } from '../../../src/content/relay/spill.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { close, frame, kinds, open, page, read } from '../pages.ts';

const session = () => page(open(), frame(0, 100), frame(1, 5000), open('ws2'), frame(0, 6000, 'ws2'), close());
const many = () => page(open(), ...Array.from({ length: 20 }, (_, seq) => frame(seq, 2000)), close());

describe('giving up parts of a page', () => {
  it('begins with large payloads: the frames stay with their size and the first KiB, and the loss is counted by connection', () => {
    const records = read(spillPage(session(), 0));
    expect(kinds(records)).toEqual(['open', 'frame', 'frame', 'open', 'frame', 'close', 'lost', 'lost']);
    expect(records.filter(({ kind }) => kind === 'frame')).toMatchObject([
      { size: 100, payload: new Uint8Array(100).fill(1) },
      { conn: 'ws1', seq: 1, size: 5000, truncated: true, payload: new Uint8Array(1024).fill(2) },
      { conn: 'ws2', seq: 0, size: 6000, truncated: true, payload: new Uint8Array(1024).fill(1) },
    ]);
    expect(records.slice(-2)).toMatchObject([
      { conn: 'ws1', count: 1 },
      { conn: 'ws2', count: 1 },
    ]);
  });

  it('cuts a text between two characters, and has nothing more to cut from it then', () => {
    const payload = new TextEncoder().encode('a' + 'é'.repeat(3000));
    const cut = spillPage(page(open(), { ...frame(0, payload.length), type: 'text', payload } as TraceRecord), 0);
    const [, record] = read(cut);
    expect(record).toMatchObject({ kind: 'frame', type: 'text', size: 6001, truncated: true });
    expect(new TextDecoder().decode(record?.kind === 'frame' ? record.payload : undefined)).toBe('a' + 'é'.repeat(511));
    expect(spillPage(cut, 0)).toBe(cut);
  });

  it('goes on to all payloads, then to frames, and only then to life cycle', () => {
    const withoutPayloads = spillPage(many(), 1);
    expect(read(withoutPayloads).filter((record) => record.kind === 'frame' && record.payload !== undefined)).toEqual(
      [],
    );
    const withoutFrames = spillPage(withoutPayloads, 2);
    expect(kinds(read(withoutFrames))).toEqual(['open', 'close', 'lost', 'lost']);
    expect(read(withoutFrames).slice(2)).toMatchObject([{ count: 20 }, { count: 20 }]);
    const lifeCycle = page(...Array.from({ length: 9 }, () => open()));
    expect(kinds(read(spillPage(lifeCycle, 3)))).toEqual(['lost']);
  });

  it('never makes a page longer, and leaves one alone that has nothing to give', () => {
    const small = page(open(), close());
    expect(spillPage(small, 2)).toBe(small);
    for (const level of [0, 1, 2, 3]) expect(spillPage(session(), level).length).toBeLessThanOrEqual(session().length);
  });
});
