import { describe, expect, it } from 'vitest';
import { exportRecords } from '../../../src/core/trace/export-records.ts';
import { recordsToPages } from '../../../src/core/trace/import-pages.ts';
import { createMemorySource } from '../../../src/core/trace/memory-source.ts';
import { createPageWriter } from '../../../src/core/trace/page-writer.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { gather } from './archive/fixtures.ts';

const note = (t: number): TraceRecord => ({ kind: 'note', t, text: `note ${t}` });
const frame = (seq: number, size: number): TraceRecord => ({
  ...{ kind: 'frame', conn: 'ws1', seq, t: seq, dir: 'in', type: 'binary' },
  ...{ size, payload: new Uint8Array(size) },
});

describe('pages from records', () => {
  it('close at about their size and count what they hold', async () => {
    const records = [
      ...Array.from({ length: 10 }, (_, seq) => frame(seq, 400)),
      { kind: 'lost', t: 11, count: 5, why: 'x' } as const,
    ];
    const pages = await gather(recordsToPages(records, 1000));
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.every(({ bytes }) => bytes.length < 2000)).toBe(true);
    expect(pages.reduce((sum, { frames }) => sum + frames, 0)).toBe(10);
    expect(pages.reduce((sum, { lost }) => sum + lost, 0)).toBe(5);
  });

  it('are none for no records', async () => {
    expect(await gather(recordsToPages([]))).toEqual([]);
  });
});

describe('a source in memory', () => {
  it('gives pages above a number, one by its number, and says that it has grown', async () => {
    const source = createMemorySource();
    let grown = 0;
    const undo = source.listen(() => (grown += 1));
    for (const byte of [1, 2, 3]) source.add(Uint8Array.of(byte));
    undo();
    source.add(Uint8Array.of(4));
    expect(grown).toBe(3);
    expect((await gather(source.pages(1))).map(({ no }) => no)).toEqual([2, 3, 4]);
    expect(await gather(source.pages(4))).toEqual([]);
    expect(await source.page(3)).toEqual({ no: 3, bytes: Uint8Array.of(3) });
    expect(await source.page(9)).toBeUndefined();
  });
});

describe('records from pages', () => {
  it('name a connection across pages', async () => {
    const source = createMemorySource();
    for await (const { bytes } of recordsToPages([frame(0, 900), frame(1, 900)], 500)) source.add(bytes);
    expect((await gather(exportRecords(source))).map((record) => 'conn' in record && record.conn)).toEqual([
      'ws1',
      'ws1',
    ]);
  });

  it('of a damaged page are read up to the damage, which is counted; the next page is whole', async () => {
    const source = createMemorySource();
    const [page] = await gather(recordsToPages([note(1), note(2)]));
    source.add(page!.bytes.subarray(0, page!.bytes.length - 8));
    source.add(page!.bytes);
    expect(await gather(exportRecords(source))).toEqual([
      note(1),
      { kind: 'lost', t: 1, count: 1, why: 'the damaged rest of page 1' },
      note(1),
      note(2),
    ]);
  });

  it('whose JSON is damaged are counted one by one', async () => {
    const writer = createPageWriter();
    writer.record('note', 0, 1, '{"text":');
    writer.record('note', 0, 2, '{"text":"note 2"}');
    const source = createMemorySource();
    source.add(new Uint8Array(writer.take()));
    expect(await gather(exportRecords(source))).toEqual([
      { kind: 'lost', t: 1, count: 1, why: 'a damaged record of page 1' },
      note(2),
    ]);
  });
});
