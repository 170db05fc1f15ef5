import type { Connection } from '../connection/connection.ts';

export interface SpareList {
  push(publicKey: string, spare: Connection): void;
  /** LIFO (§1.3) */
  pop(publicKey: string): Connection;
  count(publicKey: string): number;
  all(): Connection[];
}

/** With `keepDead` a closed spare stays listed, which is how real dialers come to meet dead ones (§1.6). */
export function spareList(keepDead: () => boolean): SpareList {
  const spares = new Map<string, Connection[]>();
  const listOf = (publicKey: string): Connection[] => {
    const list = spares.get(publicKey) ?? [];
    spares.set(publicKey, list);
    return list;
  };
  return {
    push(publicKey, spare) {
      listOf(publicKey).push(spare);
      spare.state.onEnterState((state) => {
        if (state !== 'closed' || keepDead()) return;
        const left = listOf(publicKey).filter((other) => other !== spare);
        if (left.length > 0) spares.set(publicKey, left);
        else spares.delete(publicKey);
      });
    },
    pop(publicKey) {
      const none = 'No listening connection for the specified publicKey.';
      const list = spares.get(publicKey);
      if (!list) throw new Error(none);
      const spare = list.pop();
      if (!spare) throw new Error(`${none} This error should never happen!`);
      if (list.length === 0 && !keepDead()) spares.delete(publicKey);
      if (spare.state.currentState === 'closed') {
        throw new Error('This connection is closed. It will never be opened again.');
      }
      return spare;
    },
    count: (publicKey) => spares.get(publicKey)?.length ?? 0,
    all: () => [...spares.values()].flat(),
  };
}
