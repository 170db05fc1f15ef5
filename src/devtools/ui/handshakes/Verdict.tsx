import type { VerdictWords } from '../../state/handshakes/handshake-words.ts';
import { Icon } from '../controls/Icon.tsx';

/** A verdict: glyph first, colour second. */
export function Verdict({ words: { glyph, word, tone } }: { words: VerdictWords }) {
  return (
    <span class={`inline ${tone}`}>
      {glyph && <Icon name={glyph} small />}
      <span class="cut">{word}</span>
    </span>
  );
}
