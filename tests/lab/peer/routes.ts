import type { Connection } from '../connection/connection.ts';

export interface GroupKey {
  readonly localKey: string;
  readonly remoteKey: string;
  readonly group: string;
}

export interface Routes {
  /** §7: within the window the newcomer is dropped, later the old connection is. */
  assign(connection: Connection, key: GroupKey): void;
  active(key: GroupKey): Connection | undefined;
  disable(): void;
  readonly disabled: boolean;
  /** Closes what is active, as disableRoutes and shutdown do. */
  stop(reason: string): void;
}

export function createRoutes(duplicateWindow: () => number): Routes {
  const groups = new Map<string, { connection: Connection; since: number }>();
  const name = ({ localKey, remoteKey, group }: GroupKey): string => `${localKey} ${remoteKey} ${group}`;
  let disabled = false;
  return {
    assign(connection, key) {
      const active = groups.get(name(key));
      if (active && performance.now() - active.since < duplicateWindow()) {
        const reason = 'Duplicate connection - dropped new connection';
        connection.close(reason);
        throw new Error(reason);
      }
      groups.set(name(key), { connection, since: performance.now() });
      active?.connection.close('New connection replaced old one');
      connection.state.onEnterState((state) => {
        if (state === 'closed' && groups.get(name(key))?.connection === connection) groups.delete(name(key));
      });
    },
    active: (key) => groups.get(name(key))?.connection,
    disable() {
      disabled = true;
    },
    get disabled() {
      return disabled;
    },
    stop(reason) {
      for (const { connection } of groups.values()) connection.close(reason);
    },
  };
}
