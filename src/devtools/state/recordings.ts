import { signal, type ReadonlySignal } from '@preact/signals';
import type { RecordingRow, TraceStore } from '../../core/trace/store.ts';

/** The recordings on this machine. */
export interface Recordings {
  rows: ReadonlySignal<RecordingRow[]>;
  trouble: ReadonlySignal<string | undefined>;
  /** False where the browser gives no database: then only files can be shown. */
  isAvailable: boolean;
  refresh(): Promise<void>;
  remove(id: number): Promise<void>;
  rename(id: number, name: string): Promise<void>;
}

export function createRecordings(store: TraceStore | undefined): Recordings {
  const rows = signal<RecordingRow[]>([]);
  const trouble = signal<string | undefined>(undefined);

  async function attempt(work: (of: TraceStore) => Promise<unknown>): Promise<void> {
    if (store === undefined) return;
    try {
      await work(store);
      const all = await store.recordings();
      rows.value = all.sort((a, b) => b.id - a.id);
      trouble.value = undefined;
    } catch (error) {
      trouble.value = error instanceof Error ? error.message : String(error);
    }
  }

  return {
    rows,
    trouble,
    isAvailable: store !== undefined,
    refresh: () => attempt(async () => undefined),
    remove: (id) => attempt((of) => of.remove(id)),
    rename: (id, name) => attempt((of) => of.update(id, { name, kind: 'named' })),
  };
}
