import { PHASES } from '../model/limits.ts';
import { BYTES, percentileOf } from './histogram.ts';
import { isBeingEstablished } from './failure.ts';
import type { Member, Selected } from './selected.ts';
import type { ErrorFigures, Figures, TripFigures } from './stats-view.ts';
import { typeOf } from '../report/stats.ts';
import { totalTraffic, type TrafficName } from './traffic-series.ts';

const BUDGETED: ReadonlySet<string> = new Set(PHASES.flatMap(([phase, { budgetMs }]) => (budgetMs ? [phase] : [])));

/** The key figures of the asked part. */
export function keyFigures(selected: Selected, trips: TripFigures): Figures {
  const { members, findings, from, to, isWhole } = selected;
  const seconds = (to - from) / 1000;
  const per = (amount: number, unit: number): number => (seconds > 0 ? (amount / seconds) * unit : 0);
  const sum = (name: TrafficName): number => totalOf(members, selected, name);
  const [messagesIn, messagesOut] = [sum('messagesIn'), sum('messagesOut')];
  const [bytesIn, bytesOut] = [sum('bytesIn'), sum('bytesOut')];
  const messages = messagesIn + messagesOut;
  const reports = members.map(({ report }) => report);
  const tried = reports.filter((report) => !isBeingEstablished(report)).length;
  const failed = members.filter(({ failedAt }) => failedAt !== undefined).length;
  const phases = members
    .flatMap((member) => member.phases)
    .filter(({ phase, verdict }) => BUDGETED.has(phase) && verdict !== 'open');
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  // Sizes are not kept by bucket of time: of a stretch only their mean is known.
  const sizes = members.flatMap(({ stats }) => (stats && isWhole ? [stats.sizes.in, stats.sizes.out] : []));
  const [sizeP50, sizeP95] = [percentileOf(sizes, BYTES, 0.5), percentileOf(sizes, BYTES, 0.95)];
  return {
    connections: reports.length,
    open: members.filter((member) => member.isOpen).length,
    failed,
    ...(tried > 0 ? { successShare: 1 - failed / tried } : {}),
    connectionsPerMinute: per(reports.filter(({ opened }) => opened >= from && opened <= to).length, 60),
    handshakePhases: phases.length,
    phasesInBudget: phases.filter(({ verdict }) => verdict === 'ok').length,
    messagesIn,
    messagesOut,
    bytesIn,
    bytesOut,
    messagesPerSecond: per(messages, 1),
    bytesPerSecond: per(bytesIn + bytesOut, 1),
    megabitsPerSecond: per(((bytesIn + bytesOut) * 8) / 1e6, 1),
    ...(bytesOut > 0 ? { asymmetry: bytesIn / bytesOut } : {}),
    meanSize: messages > 0 ? (bytesIn + bytesOut) / messages : 0,
    ...(sizeP50 === undefined || sizeP95 === undefined ? {} : { sizeP50, sizeP95 }),
    sizeMax: sizes.reduce((max, size) => Math.max(max, size.max), 0),
    trips,
    lost: selected.losses.reduce((sum, { lost }) => sum + lost, 0),
    cut: selected.losses.reduce((sum, { cut }) => sum + cut, 0),
    errors,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
    errorsPerMinute: per(errors, 60),
  };
}

export function totalOf(members: readonly Member[], { low, high }: Selected, name: TrafficName): number {
  return members.reduce((sum, { stats }) => sum + (stats ? totalTraffic(stats.traffic, name, low, high) : 0), 0);
}

/** Findings by what they concern and how grave they are; the kinds are those of `recentErrors` (report/stats.ts). */
export function errorFigures({ findings, from, to }: Selected): ErrorFigures[] {
  const rows = new Map<string, ErrorFigures>();
  for (const { code, severity, count = 1 } of findings) {
    if (severity === 'info') continue;
    const type = typeOf(code);
    const key = `${type} ${severity}`;
    const row = rows.get(key) ?? { type, severity, count: 0, perMinute: 0, codes: [] };
    row.count += count;
    if (!row.codes.includes(code)) row.codes.push(code);
    rows.set(key, row);
  }
  const minutes = (to - from) / 60_000;
  return [...rows.values()]
    .map((row) => ({ ...row, perMinute: minutes > 0 ? row.count / minutes : 0 }))
    .toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error') || b.count - a.count);
}
