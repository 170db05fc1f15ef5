import { describe, expect, it } from 'vitest';
import { createMemoryRecording, type MemoryRecording } from '../../../src/core/trace/memory-recording.ts';
import { createPageWriter } from '../../../src/core/trace/page-writer.ts';

const open = { transport: 'websocket', page: 'forged', url: 'wss://user:pass@one.test/x?token=1#f' };

/** A page of one realm: its page record, one connection with a key, and frames of so many bytes. */
function pageOf(...sizes: number[]): Uint8Array {
  const writer = createPageWriter();
  writer.record('page', 0, 1, JSON.stringify({ page: 'x', url: 'https://one.test/', realm: 'window' }));
  writer.record('open', 1, 2, JSON.stringify(open));
  const key = { cipher: 'xsalsa20poly1305', key: '07'.repeat(32), sendCounter: 1, receiveCounter: 0, step: 2 };
  writer.record('key', 1, 3, JSON.stringify(key));
  for (const [seq, size] of sizes.entries())
    writer.frame({ conn: 1, seq, t: 4 + seq, dir: 'in', type: 'binary' }, new Uint8Array(size));
  return new Uint8Array(writer.take());
}

const recording = (limitBytes?: number): MemoryRecording =>
  createMemoryRecording({ now: () => 99, ...(limitBytes === undefined ? {} : { limitBytes }) });
const told = (of: MemoryRecording): string[] =>
  [...of.records()].map((record) => `${record.kind} ${'conn' in record ? (record.conn ?? '') : ''}`.trim());

describe('a recording in memory', () => {
  it('numbers the connections of all realms, whatever they call themselves', () => {
    const both = recording();
    both.take('a', pageOf(1));
    both.take('b', pageOf(1));
    expect(told(both)).toEqual([
      'page',
      'open ws1',
      'key ws1',
      'frame ws1',
      'page',
      'open ws2',
      'key ws2',
      'frame ws2',
    ]);
    expect([...both.records()].flatMap((record) => (record.kind === 'open' ? [record.page, record.url] : []))).toEqual([
      'p1',
      'wss://one.test/x?token=',
      'p2',
      'wss://one.test/x?token=',
    ]);
  });

  it('keeps session keys beside the records, not in them', () => {
    const one = recording();
    one.take('a', pageOf());
    expect(one.keysOf('ws1').map(({ key }) => key)).toEqual(['07'.repeat(32)]);
    expect(JSON.stringify([...one.records()])).not.toContain('0707');
  });

  it('counts what is no record, and goes on', () => {
    const one = recording();
    one.take('a', Uint8Array.of(1, 2, 3));
    one.take('a', pageOf(5));
    expect(told(one)).toEqual(['lost', 'page', 'open ws1', 'key ws1', 'frame ws1']);
  });

  it('counts what does not fit into memory', () => {
    const one = recording(1000);
    one.take('a', pageOf(100));
    one.take('a', pageOf(100, 100, 5000));
    expect([...one.records()].at(-1)).toMatchObject({ kind: 'lost', t: 99, count: 6 });
  });

  it('has marks where they were made', () => {
    const one = recording();
    one.take('a', pageOf());
    one.mark('here');
    expect([...one.records()].at(-1)).toMatchObject({ kind: 'note', type: 'mark', text: 'here', t: 99 });
  });
});
