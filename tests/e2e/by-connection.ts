import type { GridRow } from './panel-page.ts';

const numberOf = (conn: string) => Number(conn.replace(/\D+/, ''));

/** Direction and name of the frames of each connection, connections as they were opened. */
export function byConnection(rows: readonly GridRow[]): string[][] {
  const connections = new Map<string, string[]>();
  for (const { conn, dir, name } of rows) {
    const frames = connections.get(conn) ?? [];
    connections.set(conn, [...frames, `${dir} ${name}`]);
  }
  return [...connections].sort(([a], [b]) => numberOf(a) - numberOf(b)).map(([, frames]) => frames);
}
