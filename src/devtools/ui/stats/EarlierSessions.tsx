import { useEffect } from 'preact/hooks';
import type { StatsView } from '../../../core/stats/stats-view.ts';
import { bytes, clockSeconds, count, duration, fullTime } from '../../state/format.ts';
import { compareWithEarlier } from '../../state/stats/earlier.ts';
import type { SessionSummary } from '../../state/stats/history.ts';
import { usePanel } from '../PanelContext.tsx';
import { UnreadSessions } from './UnreadSessions.tsx';

const TITLES = ['Earlier sessions', 'Conn', 'Failed', 'Msg', 'Bytes', 'RTT p50', 'p95', 'Alerts'];
const SHOWN = 10;

/** Figures that were kept of other sessions, also where their recording is gone. */
export function EarlierSessions({ view }: { view: StatsView }) {
  const { stats, recordings } = usePanel();
  useEffect(() => void recordings.refresh(), [recordings]);
  const earlier = stats.earlier.value;
  return (
    <section class="earlier">
      {earlier.length > 0 && <EarlierTable earlier={earlier.slice(0, SHOWN)} />}
      <UnreadSessions />
      {earlier.length > 0 && (
        <p class="section second">
          {compareWithEarlier(view, earlier)}{' '}
          <button type="button" class="link" onClick={() => stats.forgetEarlier()}>
            Forget earlier sessions
          </button>
        </p>
      )}
    </section>
  );
}

function EarlierTable({ earlier }: { earlier: readonly SessionSummary[] }) {
  return (
    <div role="table" aria-label="Earlier sessions">
      <div class="row head" role="row">
        {TITLES.map((title, at) => (
          <span
            key={title}
            role="columnheader"
            class={`${at > 0 ? 'right' : ''}${at === 3 || at === 4 ? ' wide' : ''}`}
          >
            {title}
          </span>
        ))}
      </div>
      {earlier.map((each) => (
        <div key={each.uid} class="row" role="row">
          <span role="cell" title={fullTime(each.started)}>
            {each.name}{' '}
            <span class="third">
              {new Date(each.started).toLocaleDateString()} {clockSeconds(each.started)}
            </span>
          </span>
          <span role="cell" class="right">
            {count(each.connections)}
          </span>
          <span role="cell" class={`right ${each.failed > 0 ? 'error' : ''}`}>
            {count(each.failed)}
          </span>
          <span role="cell" class="right wide">
            {count(each.messages)}
          </span>
          <span role="cell" class="right wide">
            {bytes(each.bytes)}
          </span>
          <span role="cell" class="right">
            {each.rttP50 === undefined ? '–' : duration(each.rttP50)}
          </span>
          <span role="cell" class="right">
            {each.rttP95 === undefined ? '–' : duration(each.rttP95)}
          </span>
          <span role="cell" class="right" title={each.alerts.map(({ text }) => text).join('\n')}>
            {count(each.alerts.length)}
          </span>
        </div>
      ))}
    </div>
  );
}
