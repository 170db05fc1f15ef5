import { count, duration } from '../../state/format.ts';
import { phaseName } from '../../state/handshakes/handshake-words.ts';
import { usePanel } from '../PanelContext.tsx';

/** Percentiles of each phase over all handshakes of the session, or over those of one transport or peer. */
export function SpreadTable() {
  const { spreads: groups, spreadKey } = usePanel().handshakes;
  const group = groups.value.find(({ key }) => key === spreadKey.value) ?? groups.value[0];
  const spreads = group?.spreads ?? [];
  return (
    <div class="spreads" role="table" aria-label="Phases over all handshakes">
      <div class="row head" role="row">
        <span role="columnheader">
          {groups.value.length === 1 ? (
            group?.title
          ) : (
            <select
              class="plain-select"
              aria-label="Handshakes of"
              value={group?.key}
              onChange={({ currentTarget }) => (spreadKey.value = currentTarget.value)}
            >
              {groups.value.map(({ key, title }) => (
                <option key={key} value={key}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </span>
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
