import type { KeyRecord } from '../../../core/trace/records.ts';

/** The background answers at once, or is just being started; without an answer the work goes on without keys. */
const PATIENCE_MS = 2000;

/** Session keys of a recording, which only the background knows, as a promise. */
export function createAskedKeys(ask: (id: number) => void) {
  const waiting = new Map<number, (keys: KeyRecord[]) => void>();
  return {
    of(id: number): Promise<KeyRecord[]> {
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        setTimeout(() => resolve([]), PATIENCE_MS);
        ask(id);
      });
    },
    came(id: number, keys: KeyRecord[]): void {
      waiting.get(id)?.(keys);
      waiting.delete(id);
    },
  };
}
