import type { ConnectionReport } from './report.ts';

/** The last moment that a report knows of one connection. Epoch milliseconds. */
const lastSeen = ({ opened, ended, phases, states }: ConnectionReport): number =>
  Math.max(opened, ended ?? 0, ...phases.map(({ end }) => end), ...states.map(({ t }) => t));

/** Where a connection ends on a time line: one that was never closed goes on as long as anything is known of any of them. */
export function spanEnds(connections: readonly ConnectionReport[]): (connection: ConnectionReport) => number {
  const end = connections.reduce((last, each) => Math.max(last, lastSeen(each)), 0);
  return (connection) => (connection.ended === undefined ? end : lastSeen(connection));
}
