import type { FigureWords } from '../../state/stats/figure-words.ts';

/** A number that matters, with what it is and what it is of. */
export function KeyFigure({ title, value, note, tone, more }: FigureWords) {
  return (
    <div class="figure" title={more}>
      <small>{title}</small>
      <b class={tone}>{value}</b>
      <span class="second cut">{note}</span>
    </div>
  );
}
