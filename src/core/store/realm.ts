import { connName, type IntakeContext } from './intake.ts';
import type { Announcement, ConnValue, RealmValue, RecordingValue, WriteTx } from './schema.ts';
import type { Extra, KeyRecord, OpenRecord, Transport } from '../trace/records.ts';

/** A page that opens more than this is not a ONE page, and its names would fill the disk. */
const MAX_CONNS = 65_536;

const announce = (t: number, members: Extra): Announcement => ({ t, json: JSON.stringify(members) });

/** One realm's names and numbers while batches of it are committed. */
export interface RealmSession extends IntakeContext {
  readonly value: RealmValue;
  /** Loads what is known of these connections; must be awaited before records that name them are taken. */
  load(locals: Iterable<number>): Promise<void>;
  /** Writes what changed. */
  save(): void;
}

export async function openRealm(
  tx: WriteTx,
  row: RecordingValue,
  realm: string,
  onKey: (key: KeyRecord) => void,
): Promise<RealmSession> {
  const known = await tx.objectStore('realms').get([row.id, realm]);
  const value = known ?? { recording: row.id, realm, n: -1, page: `p${(row.realms += 1)}`, conns: 0 };
  const conns = new Map<number, ConnValue>();
  const changed = new Set<ConnValue>();

  function connOf(local: number): ConnValue | undefined {
    const conn = conns.get(local);
    if (conn || value.conns >= MAX_CONNS) return conn;
    const fresh: ConnValue = { recording: row.id, realm, local, number: (row.conns += 1) };
    value.conns += 1;
    conns.set(local, fresh);
    changed.add(fresh);
    return fresh;
  }

  return {
    value,
    page: value.page,
    get top() {
      return row.top;
    },
    number: (local) => connOf(local)?.number,
    // Without its `open` record a connection has the name that readers give it (page-codec.ts).
    name: (local) => conns.get(local)?.name ?? `conn${conns.get(local)?.number ?? 0}`,
    opened(local, t, members) {
      const conn = connOf(local);
      if (!conn) return 'conn0';
      conn.name ??= connName(members['transport'] as Transport satisfies OpenRecord['transport'], conn.number);
      conn.announced = announce(t, { conn: conn.name, ...members });
      changed.add(conn);
      return conn.name;
    },
    closed(local) {
      const conn = conns.get(local);
      if (!conn?.announced) return;
      delete conn.announced;
      changed.add(conn);
    },
    paged(t, members, isTop) {
      if (isTop) row.top = value.page;
      value.announced = announce(t, members);
    },
    key: onKey,
    async load(locals) {
      const unknown = [...locals].filter((local) => !conns.has(local));
      const stored = await Promise.all(unknown.map((local) => tx.objectStore('conns').get([row.id, realm, local])));
      for (const conn of stored) if (conn) conns.set(conn.local, conn);
    },
    save() {
      tx.objectStore('realms')
        .put(value)
        .catch(() => undefined);
      for (const conn of changed)
        tx.objectStore('conns')
          .put(conn)
          .catch(() => undefined);
    },
  };
}
