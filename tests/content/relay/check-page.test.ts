import { describe, expect, it } from 'vitest';
import { checkPage } from '../../../src/content/relay/check-page.ts';
import { KIND_CODE, OFFSET } from '../../../src/core/trace/page-layout.ts';
import { createPageWriter } from '../../../src/core/trace/page-writer.ts';
import { close, frame, open, page } from '../pages.ts';

function changed(change: (view: DataView) => void): Uint8Array {
  const bytes = page(frame(0, 100));
  const named = bytes.slice(bytes.length - 144);
  change(new DataView(named.buffer));
  return named;
}

function written(write: (writer: ReturnType<typeof createPageWriter>) => void): Uint8Array {
  const writer = createPageWriter();
  write(writer);
  return new Uint8Array(writer.take());
}

describe('a page that comes out of a page realm', () => {
  it('passes and is counted where it is what a hook writes', () => {
    expect(checkPage(page(open(), frame(0, 100), close()))).toBe(3);
    expect(checkPage(new Uint8Array())).toBe(0);
    expect(checkPage(changed(() => undefined))).toBe(1);
  });

  it.each([
    ['a length beyond the end', (view: DataView) => view.setUint32(OFFSET.payload, 1_000_000, true)],
    ['an unknown kind', (view: DataView) => view.setUint8(OFFSET.kind, 200)],
    ['a kind that no hook writes', (view: DataView) => view.setUint8(OFFSET.kind, KIND_CODE.foreign)],
    ['no time', (view: DataView) => view.setFloat64(OFFSET.t, NaN, true)],
    ['a payload longer than the frame', (view: DataView) => view.setFloat64(OFFSET.size, 10, true)],
    ['an endless size', (view: DataView) => view.setFloat64(OFFSET.size, Infinity, true)],
    ['a frame of no connection', (view: DataView) => view.setUint32(OFFSET.conn, 0, true)],
  ])('is refused for %s', (_, change) => {
    expect(() => checkPage(changed(change))).toThrow();
  });

  it('is refused for members that are no object, no JSON, no UTF-8, or without measure', () => {
    for (const json of ['[]', 'null', '5', '{', '"x"', JSON.stringify({ text: 'x'.repeat(70_000) })]) {
      expect(() => checkPage(written((writer) => writer.record('note', 0, 1, json)))).toThrow();
    }
    const damaged = written((writer) => writer.record('note', 0, 1, '{"text":"x"}'));
    damaged[50] = 0xff;
    expect(() => checkPage(damaged)).toThrow();
    expect(() => checkPage(written((writer) => writer.record('key', 0, 1, '{}')))).toThrow();
  });
});
