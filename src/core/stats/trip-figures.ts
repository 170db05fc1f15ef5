import { percentile, type Latency } from '../model/latency.ts';
import type { Dir } from '../trace/records.ts';
import type { KindTrips } from './connection-statistics.ts';
import type { Member, Selected } from './selected.ts';
import type { KindFigures, TripFigures } from './stats-view.ts';
import { tripsBetween } from './trip-cells.ts';

export function figuresOf(latencies: readonly Latency[]): TripFigures {
  const count = latencies.reduce((sum, latency) => sum + latency.count, 0);
  const p50 = percentile(latencies, 0.5);
  const p95 = percentile(latencies, 0.95);
  if (p50 === undefined || p95 === undefined) return { count };
  return { count, p50, p95, max: latencies.reduce((max, latency) => Math.max(max, latency.max), 0) };
}

/** The round trips of some connections in the asked time. */
export function latenciesOf(members: readonly Member[], asker: Dir, selected: Selected): Latency[] {
  if (selected.isWhole)
    return members.flatMap(({ stats }) => [...(stats?.kinds.values() ?? [])].map((kind) => kind[asker]));
  const cells = members.flatMap(({ stats }) => (stats ? [stats.trips[asker]] : []));
  return [tripsBetween(cells, selected.low, selected.high)];
}

/** Round trips by what was asked, over the whole time: kinds are not kept by bucket of time. */
export function kindFigures(members: readonly Member[]): KindFigures[] {
  const kinds = new Map<string, { first: KindTrips; out: Latency[]; in: Latency[] }>();
  for (const { stats } of members) {
    for (const [key, kind] of stats?.kinds ?? []) {
      const known = kinds.get(key) ?? { first: kind, out: [], in: [] };
      known.out.push(kind.out);
      known.in.push(kind.in);
      kinds.set(key, known);
    }
  }
  return [...kinds.values()]
    .map(({ first: { family, name }, out, in: into }) => ({ family, name, out: figuresOf(out), in: figuresOf(into) }))
    .toSorted((a, b) => b.out.count + b.in.count - (a.out.count + a.in.count));
}
