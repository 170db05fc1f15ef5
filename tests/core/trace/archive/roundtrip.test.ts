import { describe, expect, it } from 'vitest';
import { exportRecords } from '../../../../src/core/trace/export-records.ts';
import { recordsToPages } from '../../../../src/core/trace/import-pages.ts';
import { createMemorySource } from '../../../../src/core/trace/memory-source.ts';
import type { FrameRecord, TraceHeader, TraceRecord } from '../../../../src/core/trace/records.ts';
import { CAPTURES, bytesOf, capture, expand, fileOf, header, read, textOf, write } from './fixtures.ts';

/** What the panel does: a file becomes pages, and pages become a file. */
async function importAndExport(file: Uint8Array, pageBytes?: number): Promise<Uint8Array> {
  const archive = await read(file);
  const source = createMemorySource();
  for await (const page of recordsToPages(archive.records, pageBytes)) source.add(page.bytes);
  return write(archive.header, exportRecords(source));
}

const frame = (members: Partial<FrameRecord>): FrameRecord => ({
  kind: 'frame',
  conn: 'ws1',
  seq: 0,
  t: 1.5,
  dir: 'out',
  type: 'binary',
  size: 3,
  ...members,
});

const linesAfterTrip = async (records: TraceRecord[], fileHeader: TraceHeader = header): Promise<string[]> =>
  (await expand(await importAndExport(await write(fileHeader, records)))).split('\n');

describe.each(CAPTURES)('the recording %s', (name) => {
  it('comes out of import and export with the lines it had', async () => {
    const original = await expand(await capture(name));
    expect(await expand(await importAndExport(await capture(name)))).toBe(original);
  });

  it('gives the same lines again after a second import, whatever the size of pages', async () => {
    const once = await importAndExport(await capture(name), 1000);
    expect(await expand(await importAndExport(once))).toBe(await expand(once));
  });
});

describe('export, import, export', () => {
  it('keeps the header, with members that this version does not know', async () => {
    const kept: TraceHeader = {
      ...header,
      note: 'grüße',
      counts: { frames: 3 },
      redaction: 'fields',
      extra: { signed: [1] },
    };
    const [first] = await linesAfterTrip([], kept);
    const { extra, ...known } = kept;
    expect(JSON.parse(first!)).toEqual({ ...known, ...extra });
  });

  it('puts members in the order of the format, and unknown ones after them', async () => {
    const file = fileOf('{"zoo":1,"text":"x","t":5,"kind":"note","type":"mark"}');
    const lines = (await expand(await importAndExport(file))).split('\n');
    expect(lines[1]).toBe('{"kind":"note","t":5,"type":"mark","text":"x","zoo":1}');
  });

  it('passes kinds that this version does not know on as they are', async () => {
    const line = '{"kind":"weather","sky":{"t":"blue"},"t":7,"conn":"ws1"}';
    expect((await expand(await importAndExport(fileOf(line)))).split('\n')[1]).toBe(line);
  });

  it.each([
    ['an empty text', frame({ type: 'text', payload: new Uint8Array(0), size: 0 })],
    ['no payload at all', frame({ digest: '00'.repeat(16), decoded: { layers: ['encryption'], name: 'encrypted' } })],
    ['a byte order mark', frame({ type: 'text', payload: bytesOf('\ufeffping'), size: 7 })],
    [
      'a text cut inside a letter',
      frame({ type: 'text', payload: bytesOf('grü').subarray(0, 3), size: 9000, truncated: true }),
    ],
    ['control characters and quotes', frame({ type: 'text', payload: bytesOf('\u0000"\\\n\u2028👋'), size: 12 })],
    ['one byte', frame({ payload: Uint8Array.of(255), size: 1 })],
    ['two bytes', frame({ payload: Uint8Array.of(0, 255), size: 2 })],
    [
      'every optional member',
      frame({ payload: Uint8Array.of(1, 2, 3), channel: 'x', op: 'notify', ms: 0.5, truncated: true }),
    ],
  ])('keeps a frame with %s', async (_, record) => {
    const { records } = await read(await importAndExport(await write(header, [record])));
    expect(records).toEqual([record]);
  });

  it('reads a member called __proto__ as a member', async () => {
    const line = '{"kind":"note","t":1,"text":"x","__proto__":{"polluted":true}}';
    const { records } = await read(fileOf(line));
    expect(Object.getPrototypeOf(records[0])).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect((await expand(await importAndExport(fileOf(line)))).split('\n')[1]).toBe(line);
  });

  it('never fails on text with lone surrogates', async () => {
    const file = fileOf('{"kind":"frame","conn":"a","seq":0,"t":1,"dir":"in","type":"text","size":3,"text":"\\ud800"}');
    const { records } = await read(await importAndExport(file));
    expect(textOf((records[0] as FrameRecord).payload!)).toBe('\ufffd');
  });
});

it('writes text that JSON would blow up beyond the line limit as base64, and reads it back', async () => {
  const record = frame({ type: 'text', payload: new Uint8Array(8 * 1024 * 1024), size: 8 * 1024 * 1024 });
  const file = await write(header, [record], { gzip: false });
  expect(file.length).toBeLessThan(12 * 1024 * 1024);
  const { records } = await read(file);
  expect(Buffer.compare((records[0] as FrameRecord).payload!, record.payload!)).toBe(0);
});
