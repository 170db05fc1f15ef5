import { useMemo } from 'preact/hooks';
import type { StatsView } from '../../../core/stats/stats-view.ts';
import { barsOf, joinPoints, sumOf } from '../../state/stats/chart-data.ts';
import { bytes, clockSeconds, count, duration } from '../../state/format.ts';
import { chartText, rate, tripNote, tripText } from '../../state/stats/stats-words.ts';
import { Chart } from './Chart.tsx';
import { barSeries, decades, fromZero, pointSeries } from './chart-series.ts';
import { usePanel } from '../PanelContext.tsx';

const perSecond = (value: number): string => `${bytes(value)}/s`;
const messages = (value: number): string => rate(value, '/s');

/** Throughput, messages, round trips and failures over time. */
export function StatsCharts({ view }: { view: StatsView }) {
  const { stats, theme } = usePanel();
  const { series, trips, loads, losses, started, now } = view;
  const throughput = useMemo(
    () => barsOf(series, [sumOf(series.bytesIn, series.bytesOut), series.bytesIn], { perSecond: true }),
    [series],
  );
  const traffic = useMemo(
    () => barsOf(series, [sumOf(series.messagesIn, series.messagesOut)], { perSecond: true }),
    [series],
  );
  const failed = useMemo(() => barsOf(series, [series.failed], { perSecond: false }), [series]);
  const points = useMemo(() => joinPoints(trips.out, trips.in), [trips]);
  const common = {
    span: { from: series.start, to: Math.max(now, series.start + throughput.x.length * throughput.width) },
    range: stats.range.value,
    loads: loads.map(({ t }) => t),
    losses,
    theme: theme.value,
    onBrush: stats.brush,
  };
  return (
    <div class="charts">
      <Chart
        {...common}
        title="Throughput"
        note={`peak ${perSecond(throughput.peak.value)}`}
        text={chartText('Throughput', view, throughput, perSecond)}
        data={[throughput.x, ...throughput.columns] as [Float64Array, Float64Array, Float64Array]}
        scale={fromZero}
        series={({ rendezvous, chum }) => [barSeries(rendezvous), barSeries(chum)]}
        legend={
          <Legend
            entries={[
              ['out', '↑ sent'],
              ['in', '↓ received'],
            ]}
          />
        }
      />
      <Chart
        {...common}
        title="Messages"
        note={`peak ${messages(traffic.peak.value)}`}
        text={chartText('Messages', view, traffic, messages)}
        data={[traffic.x, ...traffic.columns] as [Float64Array, Float64Array]}
        scale={fromZero}
        series={({ connect }) => [barSeries(connect)]}
      />
      <Chart
        {...common}
        title="RTT"
        note={tripNote(view)}
        text={tripText(view, common.range)}
        data={points}
        scale={decades}
        series={({ identity, chum }) => [pointSeries(identity), pointSeries(chum)]}
        legend={
          <Legend
            entries={[
              ['trip', 'asked here'],
              ['in', 'answered here'],
            ]}
          />
        }
      />
      <Chart
        {...common}
        title="Failed connections"
        note={failed.peak.value > 0 ? `peak ${count(failed.peak.value)} in ${duration(failed.width)}` : 'none'}
        text={chartText('Failed connections', view, failed, count)}
        data={[failed.x, ...failed.columns] as [Float64Array, Float64Array]}
        scale={fromZero}
        series={({ error }) => [barSeries(error)]}
      />
      <p class="chart-foot second">
        <span>{clockSeconds(started)}</span>
        <span>dashed: page load · drag to look at a stretch of time in all views</span>
        <span>{clockSeconds(now)}</span>
      </p>
    </div>
  );
}

function Legend({ entries }: { entries: [name: string, words: string][] }) {
  return (
    <span class="legend second">
      {entries.map(([name, words]) => (
        <span key={name}>
          <i class={name} aria-hidden />
          {words}
        </span>
      ))}
    </span>
  );
}
