import type { Phase } from '../dissect/dissection.ts';
import type { ConnectionReport, InviteReport } from './report.ts';

/** A stretch of the axis, in milliseconds after its beginning. */
export interface Stretch {
  start: number;
  end: number;
}

export interface InviteAxis {
  lengthMs: number;
  /** Where the budget runs out when waits are not counted; undefined where that lies beyond the axis. */
  budgetAtMs: number | undefined;
  segments: (Stretch & { conn: string; phase: Phase })[];
  /** `after`: the connection whose end began the wait. `isDialled`: the peer's dial ended it, not one of this page. */
  waits: (Stretch & { after?: string; isDialled?: true })[];
}

/** Lays one invite out on an axis that is as long as its budget, or longer where the invite took longer. */
export function inviteAxis(invite: InviteReport, connections: readonly ConnectionReport[]): InviteAxis {
  const { start, end, ms, waits, budgetMs, conns } = invite;
  const involved = connections.filter(({ conn }) => conns.includes(conn));
  const lengthMs = axisLength(Math.max(ms, budgetMs));
  const budgetAt = waits.reduce((at, wait) => (wait.start - start < at ? at + wait.end - wait.start : at), budgetMs);
  return {
    lengthMs,
    budgetAtMs: budgetAt <= lengthMs ? budgetAt : undefined,
    segments: involved.flatMap(({ conn, phases }) =>
      phases
        .filter((phase) => phase.end >= start && phase.start <= end)
        .map((phase) => ({
          conn,
          phase: phase.phase,
          start: Math.max(0, phase.start - start),
          end: Math.min(phase.end, end) - start,
        })),
    ),
    waits: waits.map((wait) => {
      const after = endedBefore(wait.start, involved);
      return {
        start: wait.start - start,
        end: wait.end - start,
        ...(after ? { after: after.conn } : {}),
        ...(begunFrom(wait.end, involved)?.role === 'listener' ? { isDialled: true as const } : {}),
      };
    }),
  };
}

/** The connection that ended last before a moment, or at it. */
export function endedBefore(t: number, connections: readonly ConnectionReport[]): ConnectionReport | undefined {
  const endOf = ({ ended = Infinity }: ConnectionReport): number => ended;
  return connections
    .filter((connection) => endOf(connection) <= t)
    .toSorted((a, b) => endOf(a) - endOf(b))
    .at(-1);
}

/** The connection between the two that began first from a moment on; a spare begins with its hand-over. */
function begunFrom(t: number, connections: readonly ConnectionReport[]): ConnectionReport | undefined {
  const startOf = ({ role, opened, phases }: ConnectionReport): number =>
    role === 'listener' ? (phases.find(({ phase }) => phase === 'discovery')?.start ?? Infinity) : opened;
  return connections.filter((each) => startOf(each) >= t).toSorted((a, b) => startOf(a) - startOf(b))[0];
}

const LENGTHS = [1, 1.5, 2, 3, 5, 7, 10];

/** The next length that reads well on an axis, in milliseconds. */
export function axisLength(ms: number): number {
  if (!(ms > 0) || !Number.isFinite(ms)) return 1;
  const unit = 10 ** Math.floor(Math.log10(ms));
  return (LENGTHS.find((each) => ms <= each * unit * (1 + 1e-9)) ?? 10) * unit;
}
