import { ofRecording, type WriteTx } from './schema.ts';
import { removeRecording } from './remove.ts';
import type { RecordingRow, TraceStore } from './store.ts';

/** Web Locks as imports use them: the browser lets go of one when the worker that holds it ends, however it ends. */
export interface ImportLocks {
  /** @returns the undo */
  hold(name: string): Promise<() => void>;
  /** Nobody holds it. */
  isFree(name: string): Promise<boolean>;
  /** Resolves when nobody holds it. */
  whenFree(name: string): Promise<void>;
}

/** @see TraceStore.dropImport */
export async function dropImport(tx: WriteTx, id: number, importing: string, what: 'pages' | 'all'): Promise<boolean> {
  const row = await tx.objectStore('recordings').get(id);
  if (row?.importing !== importing) return false;
  if (what === 'all') await removeRecording(tx, id);
  else if (row.pages > 0) {
    await tx.objectStore('pages').delete(ofRecording(id));
    await tx.objectStore('recordings').put({ ...row, pages: 0, frames: 0, bytes: 0, lost: 0, cut: 0 });
  }
  return true;
}

/**
 * Drops what was left of imports whose worker is gone: such a part looks like a whole. The lock is asked for after the row was read, and the
 * row is looked at once more in the transaction that drops it: an import takes its mark away before it lets go of its lock.
 */
export async function dropAbandoned(
  store: TraceStore,
  isFree: ImportLocks['isFree'],
  what: 'pages' | 'all',
): Promise<RecordingRow[]> {
  const dropped: RecordingRow[] = [];
  for (const row of await store.recordings()) {
    const { id, importing } = row;
    if (importing === undefined || !(await isFree(importing))) continue;
    if (await store.dropImport(id, importing, what)) dropped.push(row);
  }
  return dropped;
}
