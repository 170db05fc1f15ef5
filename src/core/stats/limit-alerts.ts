import { amount, ms, percent, plural, size } from './alert-words.ts';
import type { Basis } from './basis.ts';
import type { Alert, StatsSeries } from './stats-view.ts';

/** Figures that crossed a limit of the user. */
export function crossedLimits(basis: Basis): Alert[] {
  return [failures(basis), roundTrips(basis), errors(basis), buffered(basis), ...rates(basis)].flat();
}

function failures({ figures, thresholds: { failedPercent }, selected }: Basis): Alert[] {
  const { failed, connections } = figures;
  // Fewer connections are too few to judge.
  if (!failedPercent || connections < 5 || (failed / connections) * 100 <= failedPercent) return [];
  const broken = selected.members.filter((member) => member.failedAt !== undefined);
  const reports = broken.map(({ report }) => report);
  return [
    {
      code: 'limit.failed',
      severity: 'warning',
      text: `${failed} of ${connections} connections failed, ${percent(failed / connections)}; the limit is ${failedPercent} %.`,
      evidence: reports.slice(0, 20).flatMap(({ states }) => states.slice(-1).map(({ cause }) => cause)),
      conns: reports.map(({ conn }) => conn),
      ...timeOf(broken[0]?.failedAt),
    },
  ];
}

const timeOf = (t: number | undefined): { t?: number } => (t === undefined ? {} : { t });

function roundTrips({ kinds, figures, thresholds: { rttP95Ms } }: Basis): Alert[] {
  const { p95, count } = figures.trips;
  if (!rttP95Ms || p95 === undefined || p95 <= rttP95Ms) return [];
  const slowest = kinds.toSorted((a, b) => (b.out.p95 ?? 0) - (a.out.p95 ?? 0))[0];
  const where =
    slowest && (slowest.out.p95 ?? 0) > rttP95Ms ? `, slowest ${slowest.name} with ${ms(slowest.out.p95 ?? 0)}` : '';
  return [
    {
      code: 'limit.round-trip',
      severity: 'warning',
      text: `p95 of ${plural(count, 'round trip')} is ${ms(p95)}${where}; the limit is ${ms(rttP95Ms)}.`,
      evidence: [],
    },
  ];
}

function errors({ figures, thresholds: { errorsPerMinute }, selected }: Basis): Alert[] {
  if (!errorsPerMinute || figures.errors < 2 || figures.errorsPerMinute <= errorsPerMinute) return [];
  const found = selected.findings.filter(({ severity }) => severity === 'error');
  return [
    {
      code: 'limit.errors',
      severity: 'warning',
      text: `${figures.errors} errors, ${amount(figures.errorsPerMinute)} a minute; the limit is ${errorsPerMinute} a minute.`,
      evidence: found.flatMap(({ evidence }) => evidence.slice(0, 1)).slice(0, 20),
      ...timeOf(found[0]?.t),
    },
  ];
}

function buffered({ selected, thresholds: { bufferedBytes } }: Basis): Alert[] {
  if (!bufferedBytes) return [];
  return selected.members.flatMap(({ report, stats }): Alert[] => {
    const peak = stats?.buffered.points.find(({ value }) => value > bufferedBytes);
    if (!stats || !peak) return [];
    return [
      {
        code: 'limit.buffered',
        severity: 'warning',
        text: `${report.conn} held up to ${size(stats.buffered.max)} waiting to be sent; the limit is ${size(bufferedBytes)}.`,
        t: peak.t,
        evidence: [],
        conns: [report.conn],
        from: peak.t - 1000,
        to: peak.t + 1000,
      },
    ];
  });
}

function rates({ series, selected, thresholds: { bytesPerSecond, messagesPerSecond } }: Basis): Alert[] {
  return [
    rate(
      series,
      selected.low,
      selected.high,
      bytesPerSecond,
      series.bytesIn,
      series.bytesOut,
      'limit.throughput',
      size,
    ),
    rate(
      series,
      selected.low,
      selected.high,
      messagesPerSecond,
      series.messagesIn,
      series.messagesOut,
      'limit.messages',
      (n) => `${amount(n)} messages`,
    ),
  ].flat();
}

function rate(
  { start, width }: StatsSeries,
  low: number,
  high: number,
  limit: number,
  into: Float64Array,
  out: Float64Array,
  code: string,
  words: (perSecond: number) => string,
): Alert[] {
  if (!limit) return [];
  const first = Math.round(start / width);
  const values = Array.from(into, (value, at) => ((value + (out[at] ?? 0)) / width) * 1000);
  const crossed = values.flatMap((value, at) => (value > limit && first + at >= low && first + at <= high ? [at] : []));
  const [begin] = crossed;
  if (begin === undefined) return [];
  const peak = crossed.reduce((best, at) => ((values[at] ?? 0) > (values[best] ?? 0) ? at : best), begin);
  const from = start + peak * width;
  return [
    {
      code,
      severity: 'warning',
      text: `Up to ${words(values[peak] ?? 0)} a second, above the limit in ${plural(crossed.length, 'stretch', 'stretches')} of ${ms(width)}; the limit is ${words(limit)} a second.`,
      t: from,
      evidence: [],
      from,
      to: from + width,
    },
  ];
}
