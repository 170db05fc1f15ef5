import type { ImportLocks } from '../../src/core/store/importing.ts';

/** Web Locks of one browser, and what happens to them when one of its workers is ended. */
export function fakeLocks() {
  const held = new Map<string, () => void>();
  const freed = new Map<string, Promise<void>>();

  /** What one worker sees of them. */
  function inWorker(): ImportLocks & { end(): void } {
    const mine = new Set<string>();
    const letGo = (name: string): void => {
      mine.delete(name);
      held.get(name)?.();
      held.delete(name);
    };
    return {
      async hold(name) {
        freed.set(name, new Promise((resolve) => held.set(name, resolve)));
        mine.add(name);
        return () => letGo(name);
      },
      isFree: async (name) => !held.has(name),
      whenFree: (name) => freed.get(name) ?? Promise.resolve(),
      end: () => mine.forEach(letGo),
    };
  }
  return { inWorker, held };
}
