import { describe, expect, it } from 'vitest';
import type { DecoderEvent } from '../../../src/core/contract/decoder.ts';
import type { TextTerm } from '../../../src/core/filter/compile.ts';
import { BLOCK_ROWS, createTextBlocks } from '../../../src/devtools/worker/text-blocks.ts';
import { createTextSearch } from '../../../src/devtools/worker/text-search.ts';

const word = (text: string, field: TextTerm['field'] = 'text'): TextTerm => ({ field, match: { kind: 'word', text } });

/** The rows that a search over so many texts finds, with so many characters of them held in memory. */
async function found(texts: readonly string[], term: TextTerm, heldChars?: number): Promise<number[]> {
  const rows: number[] = [];
  let covered = 0;
  const post = (event: DecoderEvent): void => {
    if (event.type !== 'hits') throw new Error(event.type);
    expect(event.from).toBe(covered);
    covered += event.count;
    for (let i = 0; i < event.count; i += 1) if (((event.bits[i >> 3] ?? 0) >> (i & 7)) & 1) rows.push(event.from + i);
  };
  const search = createTextSearch(post, createTextBlocks(heldChars));
  for (const text of texts) search.add({ text });
  search.begin(1, [term]);
  // In two goes, the second from the middle of a block on.
  await search.run(Math.min(texts.length, 100));
  await search.run(texts.length);
  expect(covered).toBe(texts.length);
  return rows;
}

const many = Array.from({ length: BLOCK_ROWS * 9 + 77 }, (_, i) => (i % 1000 === 7 ? `row ${i} needle` : `row ${i}`));
const needles = many.flatMap((text, i) => (text.includes('needle') ? [i] : []));

describe('the text search over all rows', () => {
  it('finds every row whose text has the word, once', async () => {
    expect(await found(many, word('needle'))).toEqual(needles);
    expect(await found(['aa aa', 'b', 'aaa'], word('aa'))).toEqual([0, 2]);
  });

  it('does not find a word that begins in one row and ends in the next', async () => {
    expect(await found(['need', 'le', '', 'needle', 'nee'], word('needle'))).toEqual([3]);
  });

  it('finds the same where the text does not fit into memory', async () => {
    expect(await found(many, word('needle'), 0)).toEqual(needles);
    const odd = many.map((text, i) =>
      i === 0 ? `\ufeff${text}` : i % 2 ? `${text} \ud83e\udd80 ß` : `${text} \ud800`,
    );
    expect(await found(odd, word('needle'), 30_000)).toEqual(needles);
    expect(await found(odd, word('\ud83e\udd80 ß'), 0)).toHaveLength(odd.length >> 1);
  });

  it('takes expressions row by row', async () => {
    const term: TextTerm = { field: 'text', match: { kind: 'regexp', source: '^row 1\\d$' } };
    expect(await found(many, term)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });

  it('compares tokens with masked values only, and plain words never with them', async () => {
    const post = (event: DecoderEvent): void => void (event.type === 'hits' && hits.push(event.bits[0] ?? 0));
    const hits: number[] = [];
    const search = createTextSearch(post);
    search.add({ text: 'invited' });
    search.add({ text: 'token', secrets: ['abcdefgh-and-more'] });
    search.begin(1, [word('abcdefgh', 'token'), word('abcdefgh')]);
    await search.run(2);
    expect(hits).toEqual([0b10, 0]);
  });

  it('says nothing for terms that were replaced while it read', async () => {
    const told: number[] = [];
    const search = createTextSearch((event) => void (event.type === 'hits' && told.push(event.search)));
    for (const text of many) search.add({ text });
    search.begin(1, [word('needle')]);
    const running = search.run(many.length);
    search.begin(2, [word('row')]);
    await running;
    expect(new Set(told)).toEqual(new Set([2]));
  });
});
