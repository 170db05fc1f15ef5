import { adviceOf } from './advice.ts';
import { alertsOf } from './alerts.ts';
import { errorFigures, keyFigures } from './figures.ts';
import type { Gauge } from './gauge.ts';
import { peerFigures, transportFigures } from './groups.ts';
import { loadsOf } from './loads.ts';
import { select, type Known, type Selected } from './selected.ts';
import type { Counts } from './statistics.ts';
import type { PageFigures, StatsQuery, StatsSeries, StatsView } from './stats-view.ts';
import { sumTraffic, type TrafficName } from './traffic-series.ts';
import { figuresOf, kindFigures, latenciesOf } from './trip-figures.ts';
import { tripPoints } from './trip-cells.ts';

/**
 * What the counts and the model say together of one part of a session. The series reach over its whole time, so that a
 * stretch can be seen in its place; everything else is of the stretch. Pure.
 */
export function viewStats(counts: Counts, known: Known, query: StatsQuery): StatsView {
  const selected = select(counts, known, query);
  const whole = select(counts, known, { ...query, from: undefined, to: undefined });
  const trips = figuresOf(latenciesOf(selected.members, 'out', selected));
  const facts = {
    figures: keyFigures(selected, trips),
    transports: transportFigures(selected),
    peers: peerFigures(selected),
    kinds: kindFigures(selected.members),
    series: seriesOf(counts, whole),
    loads: loadsOf(known),
  };
  const points = (asker: 'in' | 'out') =>
    tripPoints(
      whole.members.flatMap(({ stats }) => (stats ? [stats.trips[asker]] : [])),
      counts.axis.width,
    );
  const basis = { ...facts, selected, thresholds: query.thresholds, width: counts.axis.width };
  return {
    ...facts,
    started: whole.from,
    now: whole.to,
    trips: { out: points('out'), in: points('in') },
    losses: whole.losses.filter(({ lost }) => lost > 0).map(({ t }) => t),
    errors: errorFigures(selected),
    page: pageFigures(counts),
    alerts: alertsOf(basis),
    advice: adviceOf(basis),
  };
}

function seriesOf({ axis }: Counts, { members, low, high }: Selected): StatsSeries {
  const count = Math.max(0, high - low + 1);
  const sum = (name: TrafficName): Float64Array => {
    const values = new Float64Array(count);
    for (const { stats } of members) if (stats) sumTraffic(stats.traffic, name, low, high, values);
    return values;
  };
  const opened = new Float64Array(count);
  const failed = new Float64Array(count);
  for (const { report, failedAt } of members) {
    increase(opened, axis.index(report.opened) - low);
    if (failedAt !== undefined) increase(failed, axis.index(failedAt) - low);
  }
  return {
    start: low * axis.width,
    width: axis.width,
    messagesIn: sum('messagesIn'),
    messagesOut: sum('messagesOut'),
    bytesIn: sum('bytesIn'),
    bytesOut: sum('bytesOut'),
    opened,
    failed,
  };
}

function increase(values: Float64Array, at: number): void {
  if (at >= 0 && at < values.length) values[at] = (values[at] ?? 0) + 1;
}

function pageFigures({ page }: Counts): PageFigures {
  const figure = ({ points, max }: Gauge) => {
    const last = points.at(-1);
    return last && { last: last.value, max };
  };
  const memory = figure(page.memory);
  const longTaskMs = figure(page.longTasks);
  return { ...(memory ? { memory } : {}), ...(longTaskMs ? { longTaskMs } : {}) };
}
