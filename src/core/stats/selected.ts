import type { ConnectionReport, Finding, PhaseReport } from '../report/report.ts';
import type { PageRecord } from '../trace/records.ts';
import type { ConnectionStatistics } from './connection-statistics.ts';
import { failedAt, isOpen } from './failure.ts';
import type { Counts, Loss } from './statistics.ts';
import type { StatsQuery } from './stats-view.ts';

/** What the model says beside the counts. */
export interface Known {
  connections: readonly ConnectionReport[];
  findings: readonly Finding[];
  pages: readonly PageRecord[];
}

/** One connection of the asked part, from both sources. */
export interface Member {
  report: ConnectionReport;
  /** Undefined where it never had a frame. */
  stats: ConnectionStatistics | undefined;
  /** When it failed, where that was in the asked time. */
  failedAt: number | undefined;
  /** Not ended at the end of the asked time. */
  isOpen: boolean;
  /** Its phases that reach into the asked time. */
  phases: readonly PhaseReport[];
}

/** The asked part of a session. */
export interface Selected {
  members: Member[];
  findings: Finding[];
  losses: Loss[];
  /** Buckets of time, both included. */
  low: number;
  high: number;
  /** Epoch milliseconds that rates are over. */
  from: number;
  to: number;
  /** The whole time was asked for: then maxima are exact. */
  isWhole: boolean;
}

export function select(counts: Counts, known: Known, { conns, from, to }: StatsQuery): Selected {
  const { axis, started, now } = counts;
  const isEmpty = !(now >= started);
  const wanted = conns === undefined ? undefined : new Set(conns);
  const isWhole = from === undefined && to === undefined;
  const start = isEmpty ? 0 : Math.max(started, from ?? started);
  const end = isEmpty ? 0 : Math.max(start, Math.min(now, to ?? now));
  const isWithin = (t: number): boolean => isWhole || (t >= start && t <= end);
  return {
    isWhole,
    from: start,
    to: end,
    low: isEmpty ? 0 : isWhole ? axis.low : axis.index(start),
    high: isEmpty ? -1 : isWhole ? axis.high : axis.index(end),
    members: known.connections
      .filter(({ conn, opened, ended }) => {
        if (wanted && !wanted.has(conn)) return false;
        return isWhole || (opened <= end && (ended ?? now) >= start);
      })
      .map((report): Member => {
        const t = failedAt(report);
        const hadEnded = isWhole || (report.ended ?? Infinity) <= end;
        return {
          report,
          stats: counts.connections.get(report.conn),
          failedAt: t !== undefined && isWithin(t) ? t : undefined,
          isOpen: !hadEnded || isOpen(report),
          phases: report.phases.filter((phase) => isWhole || (phase.start <= end && phase.end >= start)),
        };
      }),
    findings: known.findings.filter(
      ({ conn, t }) => (wanted === undefined || (conn !== undefined && wanted.has(conn))) && isWithin(t),
    ),
    // A loss that names no connection may have been any.
    losses: counts.losses.filter(({ conn, t }) => !(wanted && conn !== undefined && !wanted.has(conn)) && isWithin(t)),
  };
}
