import type { TextTerm } from '../../core/filter/compile.ts';
import { textMatcher } from '../../core/filter/text-match.ts';
import type { TextBlock } from './text-blocks.ts';

/** Tells the places in a block whose rows match a term. */
export type BlockMatcher = (block: TextBlock, hit: (place: number) => void) => void;

export function blockMatcher(term: TextTerm): BlockMatcher {
  const { field, match } = term;
  const matches = textMatcher(term);
  if (field === 'token')
    return (block, hit) => {
      for (const [place, secrets] of block.secrets) if (matches({ text: '', secrets })) hit(place);
    };
  const isPlain = field === 'text' && match.kind === 'word' && match.text !== '' && !match.text.includes('…');
  return isPlain ? wordMatcher(match.text.toLowerCase()) : rowByRow((text) => matches({ text }));
}

/** Goes from find to find, over all rows at once. */
const wordMatcher =
  (word: string): BlockMatcher =>
  ({ text, ends }, hit) => {
    let place = 0;
    let at = text.indexOf(word);
    while (at >= 0) {
      while ((ends[place] ?? Infinity) <= at) place += 1;
      const end = ends[place] ?? Infinity;
      // It may begin in one row and end in the next: that is no find.
      const isInside = at + word.length <= end;
      if (isInside) hit(place);
      at = text.indexOf(word, isInside ? end : at + 1);
    }
  };

const rowByRow =
  (matches: (text: string) => boolean): BlockMatcher =>
  ({ text, ends }, hit) => {
    let start = 0;
    for (const [place, end] of ends.entries()) {
      if (matches(text.slice(start, end))) hit(place);
      start = end;
    }
  };
