import type { FrameRecord, KeyRecord, TraceRecord } from '../trace/records.ts';
import { isStubKey } from '../crypto/session-key.ts';
import { createShelf } from './assembly.ts';
import type { Detail, Frame } from './compose.ts';
import { createConnection, miss, type Connection } from './connection.ts';
import type { Dissection } from './dissection.ts';
import { dissectFrame } from './frame.ts';
import { failed } from './failed.ts';

/** Keys of a connection, by its name. Asked again whenever it could help, so a growing map behind it is welcome. */
export type KeyLookup = (conn: string) => readonly KeyRecord[];

export interface DissectorOptions {
  /** Keys known beside those in the trace: from session memory, a key file, or collected in a first pass. */
  keys?: KeyLookup;
  /** Bytes held for messages in pieces that have not ended; 64 MiB. A message that does not fit counts as incomplete. */
  assemblyBytes?: number;
}

export interface Dissector {
  /**
   * Takes the next record of a trace, in file order. Every kind matters (open, key, plugin, lost …); a frame gives its
   * Dissection. Never throws. With `detail: false` the tree and `box` stay empty; with `masking` the tree is made only where
   * it may hold a secret, which is what a list needs: where there is none, all of `message` may be shown.
   *
   * A frame that comes before its key is `encrypted`. Once the key is known, read the trace again with a new dissector
   * whose `keys` gives it from the start.
   */
  push(record: TraceRecord, options?: { detail?: Detail }): Dissection | undefined;
  /** The handshake's role of this side, for re-reading single frames (redissect.ts). */
  role(conn: string): Connection['role'];
}

const MAX_CONNECTIONS = 20_000;

export function createDissector(options: DissectorOptions = {}): Dissector {
  const connections = new Map<string, Connection>();
  const shelf = createShelf(options.assemblyBytes ?? 64 * 1024 * 1024);

  function connectionOf(name: string): Connection {
    const known = connections.get(name);
    if (known) return known;
    const connection = createConnection();
    connections.set(name, connection);
    if (connections.size > MAX_CONNECTIONS) forget(connections.keys().next().value);
    takeKeys(connection, name);
    return connection;
  }

  function forget(name: string | undefined): void {
    if (name === undefined) return;
    release(connections.get(name));
    connections.delete(name);
  }

  function release(connection: Connection | undefined): void {
    for (const lane of connection ? [connection.lanes.in, connection.lanes.out] : []) {
      shelf.drop(lane.assembly);
      if (lane.assembly) lane.assembly.broken = true;
    }
  }

  function takeKeys(connection: Connection, name: string): void {
    for (const key of options.keys?.(name) ?? []) connection.opener.add(key, false);
  }

  function takeKey(record: KeyRecord): void {
    const connection = connectionOf(record.conn);
    if (!connection.requested && !connection.ready) connection.sealed = true;
    if (!isStubKey(record)) return void connection.opener.add(record, true);
    const keys = options.keys?.(record.conn) ?? [];
    const real = keys.find((key) => key.t === record.t && !isStubKey(key));
    if (real) connection.opener.add({ ...record, key: real.key }, true);
    else takeKeys(connection, record.conn);
  }

  function takeFrame(record: FrameRecord, detail: Detail): Dissection {
    const connection = connectionOf(record.conn);
    if (!connection.opener.hasKey()) takeKeys(connection, record.conn);
    const frame: Frame = { record, transport: connection.transport, detail };
    try {
      return dissectFrame(connection, frame, shelf);
    } catch (error) {
      return failed(frame, error);
    }
  }

  function takeLost(conn: string | undefined, count: number): void {
    if (conn !== undefined) miss(connectionOf(conn), count);
    else for (const connection of connections.values()) miss(connection, count);
  }

  return {
    role: (conn) => connections.get(conn)?.role ?? 'unknown',
    push(record, { detail = true } = {}) {
      switch (record.kind) {
        case 'frame':
          return takeFrame(record, detail);
        case 'open':
          connectionOf(record.conn).transport = record.transport;
          return undefined;
        case 'key':
          takeKey(record);
          return undefined;
        case 'plugin': {
          const connection = connectionOf(record.conn);
          const isOn = Array.isArray(record.order) && record.order.includes('encryption');
          if (isOn && !connection.requested && !connection.ready) connection.sealed = true;
          return undefined;
        }
        case 'lost':
          takeLost(record.conn, Math.max(0, Number(record.count) || 0));
          return undefined;
        case 'close':
          release(connections.get(record.conn));
          return undefined;
        default:
          return undefined;
      }
    },
  };
}
