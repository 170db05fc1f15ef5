import type { TracePage, TraceSource } from './source.ts';

/** A recording that lives in memory: pages numbered from 1 in the order in which they are added. */
export interface MemorySource extends TraceSource {
  add(bytes: Uint8Array): void;
}

export function createMemorySource(): MemorySource {
  const all: TracePage[] = [];
  const listeners = new Set<() => void>();
  return {
    async *pages(after, signal) {
      for (let at = Math.max(0, after); at < all.length; at += 1) {
        signal?.throwIfAborted();
        yield all[at]!;
      }
    },
    page: async (no) => all[no - 1],
    listen(onGrown) {
      listeners.add(onGrown);
      return () => listeners.delete(onGrown);
    },
    add(bytes) {
      all.push({ no: all.length + 1, bytes });
      for (const onGrown of [...listeners]) onGrown();
    },
  };
}
