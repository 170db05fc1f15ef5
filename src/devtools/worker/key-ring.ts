import { isStubKey } from '../../core/crypto/session-key.ts';
import type { KeyLookup } from '../../core/dissect/engine.ts';
import type { KeyRecord } from '../../core/trace/records.ts';

/** All session keys that the panel knows, from the recording, the session's memory or a key file. */
export interface KeyRing {
  add(keys: readonly KeyRecord[]): void;
  lookup: KeyLookup;
  /** A frame of this connection stayed closed. */
  stayedClosed(conn: string): void;
  /** A key came after frames that it may open: the recording has to be read again from its beginning. */
  isLate(): boolean;
  /** Reading begins anew. */
  rewind(): void;
}

export function createKeyRing(): KeyRing {
  const known = new Map<string, KeyRecord[]>();
  const closed = new Set<string>();
  let isLate = false;
  return {
    lookup: (conn) => known.get(conn) ?? [],
    add(keys) {
      for (const key of keys) {
        if (isStubKey(key)) continue;
        const of = known.get(key.conn) ?? [];
        if (of.some((each) => each.t === key.t && each.key === key.key)) continue;
        known.set(key.conn, [...of, key]);
        isLate ||= closed.has(key.conn);
      }
    },
    stayedClosed: (conn) => void closed.add(conn),
    isLate: () => isLate,
    rewind() {
      isLate = false;
      closed.clear();
    },
  };
}
