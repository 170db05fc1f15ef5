import type { VerdictWords } from '../state/handshake-words.ts';
import { Icon } from './Icon.tsx';

/** A verdict: glyph first, colour second. */
export function Verdict({ words: { glyph, word, tone } }: { words: VerdictWords }) {
  return (
    <span class={`inline ${tone}`}>
      {glyph && <Icon name={glyph} small />}
      <span class="cut">{word}</span>
    </span>
  );
}
