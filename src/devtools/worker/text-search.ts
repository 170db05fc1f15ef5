import type { DecoderEvent } from '../../core/contract/decoder.ts';
import type { TextTerm } from '../../core/filter/compile.ts';
import type { Searchable } from '../../core/filter/text-match.ts';
import { blockMatcher, type BlockMatcher } from './block-match.ts';
import { createSlices } from './slices.ts';
import { BLOCK_ROWS, createTextBlocks, type TextBlock } from './text-blocks.ts';

const STRETCH = 8 * BLOCK_ROWS;

/** Answers the text terms of the panel's filter over all rows, those that come later included. */
export interface TextSearch {
  add(target: Searchable): void;
  /** Replaces the terms and begins at the first row. */
  begin(search: number, terms: readonly TextTerm[]): void;
  /** Goes on with the rows that were added up to `rows`. */
  run(rows: number): Promise<void>;
  clear(): void;
}

export function createTextSearch(post: (event: DecoderEvent) => void, texts = createTextBlocks()): TextSearch {
  let matchers: BlockMatcher[] = [];
  let search = 0;
  /** What is under way when another search begins is void. */
  let turn = 0;
  let next = 0;
  let limit = 0;
  let isRunning = false;

  function tell(blocks: readonly TextBlock[], from: number, count: number): void {
    const firstRow = from - (from % BLOCK_ROWS);
    for (const [term, match] of matchers.entries()) {
      const bits = new Uint8Array(Math.ceil(count / 8));
      for (const [n, block] of blocks.entries()) {
        const offset = firstRow + n * BLOCK_ROWS - from;
        match(block, (place) => {
          const i = offset + place;
          if (i >= 0 && i < count) bits[i >> 3]! |= 1 << (i & 7);
        });
      }
      post({ type: 'hits', search, term, from, count, bits });
    }
  }

  async function stretch(from: number, count: number): Promise<void> {
    const mine = turn;
    const first = Math.floor(from / BLOCK_ROWS);
    const blocks = Math.floor((from + count - 1) / BLOCK_ROWS) - first + 1;
    const read = await Promise.all(Array.from({ length: blocks }, (_, n) => texts.block(first + n)));
    if (mine === turn) tell(read, from, count);
  }

  return {
    add: texts.add,
    begin(id, terms) {
      turn += 1;
      search = id;
      matchers = terms.map(blockMatcher);
      next = 0;
    },
    async run(rows) {
      limit = rows;
      if (isRunning) return;
      isRunning = true;
      const slices = createSlices();
      while (matchers.length > 0 && next < limit) {
        const from = next;
        const count = Math.min(STRETCH, limit - from);
        next = from + count;
        await stretch(from, count);
        if (slices.spent()) await slices.rest();
      }
      isRunning = false;
    },
    clear() {
      turn += 1;
      texts.clear();
      next = 0;
      limit = 0;
    },
  };
}
