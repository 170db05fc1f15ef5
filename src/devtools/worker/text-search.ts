import type { DecoderEvent } from '../../core/contract/decoder.ts';
import type { TextTerm } from '../../core/filter/compile.ts';
import { textMatcher, type Searchable } from '../../core/filter/text-match.ts';
import { createSlices } from './slices.ts';

const STRETCH = 8192;

/** Answers the text terms of the panel's filter over all rows, those that come later included. */
export interface TextSearch {
  add(target: Searchable): void;
  /** Replaces the terms and begins at the first row. */
  begin(search: number, terms: readonly TextTerm[]): void;
  /** Goes on with the rows that were added up to `rows`. */
  run(rows: number): Promise<void>;
  clear(): void;
}

export function createTextSearch(post: (event: DecoderEvent) => void): TextSearch {
  let targets: Searchable[] = [];
  let matchers: ((target: Searchable) => boolean)[] = [];
  let search = 0;
  let next = 0;
  let limit = 0;
  let isRunning = false;

  function stretch(from: number, count: number): void {
    for (const [term, matches] of matchers.entries()) {
      const bits = new Uint8Array(Math.ceil(count / 8));
      for (let i = 0; i < count; i += 1) {
        const target = targets[from + i];
        if (target && matches(target)) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
      }
      post({ type: 'hits', search, term, from, count, bits });
    }
  }

  return {
    add: (target) => void targets.push(target),
    begin(id, terms) {
      search = id;
      matchers = terms.map(textMatcher);
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
        stretch(from, count);
        if (slices.spent()) await slices.rest();
      }
      isRunning = false;
    },
    clear() {
      targets = [];
      next = 0;
      limit = 0;
    },
  };
}
