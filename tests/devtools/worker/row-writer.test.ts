import { expect, it } from 'vitest';
import { createRowWriter } from '../../../src/devtools/worker/row-writer.ts';

function linesOf(texts: readonly string[]): string[] {
  const writer = createRowWriter();
  for (const text of texts) writer.record({ kind: 'note', t: 0, text }, { page: 0, offset: 0 });
  const batch = writer.take();
  const lengths = [...(batch?.columns.summary ?? [])];
  let at = 0;
  return lengths.map((length) => new TextDecoder().decode(batch?.summaries.subarray(at, (at += length))));
}

it('cuts a long line, and says that it did', () => {
  expect(linesOf(['a'.repeat(240), 'b'.repeat(241), 'ü'.repeat(500), 'c'])).toEqual([
    'a'.repeat(240),
    `${'b'.repeat(239)}…`,
    `${'ü'.repeat(239)}…`,
    'c',
  ]);
});

it('has room for lines of any number and width', () => {
  const wide = Array.from({ length: 1000 }, (_, i) => `${i} ${'語'.repeat(i % 300)}`);
  expect(linesOf(wide)).toEqual(wide.map((line) => (line.length > 240 ? `${line.slice(0, 239)}…` : line)));
});
