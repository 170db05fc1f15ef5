import { clock, plural } from '../../state/format.ts';
import { isLocked } from '../../state/outcome.ts';
import { figureWords } from '../../state/stats/figure-words.ts';
import { AdviceList, AlertList } from './AlertList.tsx';
import { EarlierSessions } from './EarlierSessions.tsx';
import { ErrorTable, TripTable } from './StatsTables.tsx';
import { GroupTable } from './GroupTable.tsx';
import { KeyFigure } from '../controls/KeyFigure.tsx';
import { usePanel } from '../PanelContext.tsx';
import { StatsCharts } from './StatsCharts.tsx';
import { ThresholdForm } from './ThresholdForm.tsx';

/** Figures, charts, health, trends and advice of what is in scope. */
export function StatsView() {
  const { stats, scope, session } = usePanel();
  const view = stats.view.value;
  const range = stats.range.value;
  const inScope = scope.conns.value;
  const locked = session.report.value.connections.filter(
    (each) => isLocked(each) && (inScope === undefined || inScope.has(each.conn)),
  ).length;
  if (view === undefined) return <p class="section second">Counting…</p>;
  const { transports, peers, kinds, errors, alerts, advice } = view;
  return (
    <div class="stats scroll" tabIndex={0} role="region" aria-label="Statistics" data-region="view">
      {range && (
        <p class="range-line">
          Only {clock(Math.max(range.from, view.started))} – {clock(Math.min(range.to, view.now))}
          <button type="button" class="link" onClick={() => stats.brush(undefined)}>
            Show the whole time
          </button>
        </p>
      )}
      <div class="figures">
        {figureWords(view).map((figure) => (
          <KeyFigure key={figure.title} {...figure} />
        ))}
      </div>
      {locked > 0 && (
        <p class="section second">
          {plural(locked, 'connection is', 'connections are')} encrypted without a key: round trips are those of plain
          messages only.
        </p>
      )}
      <StatsCharts view={view} />
      <GroupTable title="Transport" groups={transports} />
      <AlertList alerts={alerts} />
      <AdviceList advice={advice} />
      {peers.length > 0 && <GroupTable title="Peer" groups={peers} />}
      <div class="stats-pair">
        <TripTable kinds={kinds} isPart={range !== undefined} />
        <ErrorTable errors={errors} />
      </div>
      <ThresholdForm />
      <EarlierSessions view={view} />
    </div>
  );
}
