import type { Rail } from '../../state/scope/scope-list.ts';

/** The line that joins a connection with its forerunner and its successor. */
export function RailMark({ rail, words }: { rail: Rail | undefined; words: string }) {
  return (
    <span class="rail" role="gridcell" title={rail ? words : undefined}>
      {rail?.up && <i class="up" />}
      {rail?.down && <i class="down" />}
      {rail?.node && <i class="knot" />}
      {rail && <span class="hidden-text">{words}</span>}
    </span>
  );
}
