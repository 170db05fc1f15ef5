import type { TraceReport } from '../../../core/contract/decoder.ts';
import type { ConnectionReport } from '../../../core/report/report.ts';
import { short } from '../format.ts';
import { loadNumbers } from '../scope/loads.ts';

/** What filter fields about connections look at, by connection number. */
export interface ConnFacts {
  peer(conn: number): readonly string[];
  server(conn: number): readonly string[];
  load(conn: number): readonly string[];
  role(conn: number): readonly string[];
  state(conn: number): readonly string[];
  purpose(conn: number): readonly string[];
  transport(conn: number): readonly string[];
  hasKey(conn: number): boolean;
}

export function createConnFacts(names: readonly string[], report: TraceReport): ConnFacts {
  const byName = new Map(report.connections.map((connection) => [connection.conn, connection]));
  const loads = loadNumbers(report);
  const of = (conn: number): ConnectionReport | undefined => byName.get(names[conn] ?? '');
  const list = (...values: (string | undefined)[]): readonly string[] =>
    values.filter((value) => value !== undefined && value !== '') as string[];
  return {
    peer(conn) {
      const remote = of(conn)?.remote;
      const keys = [remote?.person, remote?.instance, remote?.publicKey];
      return list(remote?.email, ...keys, ...keys.map((key) => (key === undefined ? undefined : short(key))));
    },
    server: (conn) => list(of(conn)?.url),
    load: (conn) => list(String(loads.get(of(conn)?.page ?? '') ?? '')),
    role: (conn) => list(of(conn)?.role),
    state(conn) {
      const connection = of(conn);
      return list(connection?.states.at(-1)?.state.toLowerCase(), connection?.close?.class);
    },
    purpose: (conn) => list(of(conn)?.purpose),
    transport: (conn) => list(of(conn)?.transport),
    hasKey: (conn) => of(conn)?.keyKnown === true,
  };
}
