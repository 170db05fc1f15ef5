import { describe, expect, it } from 'vitest';
import { batchParts, renumber, viewOf } from '../../../src/core/trace/batch-parts.ts';
import { OFFSET } from '../../../src/core/trace/page-layout.ts';
import { readPage } from '../../../src/core/trace/page-reader.ts';
import { createPageWriter } from '../../../src/core/trace/page-writer.ts';

function batch(): Uint8Array {
  const writer = createPageWriter();
  const frame = (conn: number, seq: number, json = ''): void =>
    writer.frame({ conn, seq, t: seq, dir: seq % 2 ? 'in' : 'out', type: 'binary', json }, new Uint8Array(seq * 7));
  writer.record('open', 1, 0, '{"transport":"websocket"}');
  for (let seq = 0; seq < 5; seq += 1) frame(1 + (seq % 2), seq);
  frame(1, 5, '{"extra":{}}');
  frame(2, 6);
  return new Uint8Array(writer.take());
}

describe('a batch taken apart', () => {
  it('has stretches of plain frames, and every other record by itself, in the order of the batch', () => {
    const { parts, conns, isBroken } = batchParts(batch());
    expect(parts.map(({ kind }) => kind)).toEqual(['open', 'stretch', 'frame', 'stretch']);
    expect([...conns]).toEqual([1, 2]);
    expect(isBroken).toBe(false);
  });

  it('holds the frames of a stretch with other connection numbers, and nothing else changed', () => {
    const page = batch();
    const before = [...readPage(page.slice())];
    for (const part of batchParts(page).parts)
      if (part.kind === 'stretch') renumber(viewOf(page), part.start, part.end, (conn) => conn + 40);
    const numbers = [...readPage(page)].map(({ conn }) => conn);
    expect(numbers).toEqual([1, 41, 42, 41, 42, 41, 1, 42]);
    const rest = (records: typeof before) => records.map(({ conn: _, ...members }) => members);
    expect(rest([...readPage(page)])).toEqual(rest(before));
  });

  it.each([
    ['a time that no clock shows', (view: DataView, at: number) => view.setFloat64(at + OFFSET.t, NaN, true)],
    ['a size that is no whole number', (view: DataView, at: number) => view.setFloat64(at + OFFSET.size, 0.5, true)],
    ['no connection', (view: DataView, at: number) => view.setUint32(at + OFFSET.conn, 0, true)],
    ['flags that nobody knows', (view: DataView, at: number) => view.setUint8(at + OFFSET.flags, 0xff)],
    ['a payload beyond its size', (view: DataView, at: number) => view.setFloat64(at + OFFSET.size, 1, true)],
  ])('leaves a frame with %s to whoever judges single records', (_, spoil) => {
    const page = batch();
    const last = [...readPage(page)].at(-1)?.offset ?? 0;
    spoil(viewOf(page), last);
    expect(batchParts(page).parts.map(({ kind }) => kind)).toEqual(['open', 'stretch', 'frame', 'frame']);
  });

  it('ends where it can no longer be read', () => {
    const page = batch();
    const cut = page.subarray(0, page.length - 8);
    const { parts, isBroken } = batchParts(cut);
    expect(isBroken).toBe(true);
    expect(parts.map(({ kind }) => kind)).toEqual(['open', 'stretch', 'frame']);
  });
});
