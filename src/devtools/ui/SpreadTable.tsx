import type { PhaseSpread } from '../../core/report/phase-spread.ts';
import { count, duration } from '../state/format.ts';
import { phaseName } from '../state/handshake-words.ts';

/** Percentiles of each phase over all handshakes of the session. */
export function SpreadTable({ spreads }: { spreads: PhaseSpread[] }) {
  return (
    <div class="spreads" role="table" aria-label="Phases over all handshakes">
      <div class="row head" role="row">
        <span role="columnheader">All handshakes</span>
        {['n', 'p50', 'p90', 'p95', 'max', 'over'].map((title) => (
          <span key={title} role="columnheader" class={`right ${title}`} title={TITLES[title]}>
            {title}
          </span>
        ))}
      </div>
      {spreads.map(({ phase, n, p50, p90, p95, max, over, budgetMs }) => (
        <div key={phase} class="row" role="row">
          <span role="rowheader" class="inline">
            <i class="swatch" data-phase={phase} />
            {phaseName(phase)}
          </span>
          <span role="cell" class="right second">
            {count(n)}
          </span>
          <span role="cell" class="right">
            {duration(p50)}
          </span>
          <span role="cell" class="right p90">
            {duration(p90)}
          </span>
          <span role="cell" class="right">
            {duration(p95)}
          </span>
          <span role="cell" class="right second">
            {duration(max)}
          </span>
          <span
            role="cell"
            class={`right ${over > 0 ? 'warning' : 'third'}`}
            title={budgetMs === undefined ? 'no budget' : `over ${duration(budgetMs)}`}
          >
            {budgetMs === undefined ? '–' : count(over)}
          </span>
        </div>
      ))}
    </div>
  );
}

const TITLES: Record<string, string> = {
  n: 'connections that completed the phase',
  over: 'how many took longer than the budget',
};
