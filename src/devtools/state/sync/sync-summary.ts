import { ROW } from '../../../core/contract/row-columns.ts';
import { addLatency, createLatency, percentile, type Latency } from '../../../core/model/latency.ts';
import { standingOf, type SyncFacts } from './sync-cells.ts';

export interface ServiceLine {
  service: string;
  count: number;
  p50: number | undefined;
  p95: number | undefined;
  max: number;
  bad: number;
  bytes: number;
}

export interface TypeLine {
  type: string;
  received: number;
  sent: number;
  bytes: number;
  verified: number;
  wrong: number;
}

export interface SyncSummary {
  requests: number;
  inFlight: number;
  unanswered: number;
  answered: number;
  objects: number;
  verified: number;
  bytes: number;
  services: ServiceLine[];
  types: TypeLine[];
}

const GOOD = new Set(['answered', 'verified', 'in flight']);

/** What the requests that are shown amount to. */
export function summarise(requests: readonly number[], facts: SyncFacts): SyncSummary {
  const { store, rows } = facts;
  const { columns } = rows;
  const services = new Map<string, ServiceLine & { latency: Latency }>();
  const types = new Map<string, TypeLine>();
  const sum = { requests: requests.length, inFlight: 0, unanswered: 0, answered: 0, objects: 0, verified: 0, bytes: 0 };
  for (const request of requests) {
    const row = store.row(request);
    const answer = store.answer(request);
    const { state, end } = standingOf(request, facts);
    const name = columns.tables.facets[columns.get('facet', row)]?.service || 'unknown service';
    const line = services.get(name) ?? { ...emptyLine(name), latency: createLatency() };
    services.set(name, line);
    const size = plainOf(row, facts) + (answer === undefined ? 0 : plainOf(answer, facts));
    line.count += 1;
    line.bytes += size;
    sum.bytes += size;
    if (!GOOD.has(state)) line.bad += 1;
    if (state === 'in flight') sum.inFlight += 1;
    else if (state === 'no answer') sum.unanswered += 1;
    else sum.answered += 1;
    if (answer === undefined) continue;
    addLatency(line.latency, end - columns.get('t', row));
    const type = columns.tables.facets[columns.get('facet', answer)]?.type;
    if (!type) continue;
    const of = types.get(type) ?? { type, received: 0, sent: 0, bytes: 0, verified: 0, wrong: 0 };
    types.set(type, of);
    if (columns.get('flags', answer) & ROW.out) of.sent += 1;
    else of.received += 1;
    of.bytes += store.bytes(request);
    sum.objects += 1;
    if (state === 'verified') of.verified += 1;
    if (state === 'verified') sum.verified += 1;
    if (state === 'wrong object') of.wrong += 1;
  }
  return {
    ...sum,
    services: [...services.values()].map(({ latency, ...line }) => ({
      ...line,
      p50: percentile([latency], 0.5),
      p95: percentile([latency], 0.95),
      max: latency.max,
    })),
    types: [...types.values()].sort((a, b) => b.received + b.sent - (a.received + a.sent)),
  };
}

const emptyLine = (service: string): ServiceLine => ({
  service,
  count: 0,
  p50: undefined,
  p95: undefined,
  max: 0,
  bad: 0,
  bytes: 0,
});

const plainOf = (row: number, { rows: { columns } }: SyncFacts): number =>
  columns.get('plain', row) || columns.get('size', row);
