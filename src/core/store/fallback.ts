import { isInMemory } from './memory-ids.ts';
import type { Database } from './database.ts';
import { asStoreError, type StoreError } from './error.ts';
import { moveRecording } from './move.ts';
import { storeOver } from './over.ts';
import type { RecordingRow, RetentionLimits, TraceStore } from './store.ts';

export interface FallbackDeps {
  disk: Database;
  memory: Database;
  now(): number;
  /** What recent pasts may take in memory, all together. */
  memoryBytes: number;
  /** The disk does not work: recordings begin in memory from now on. */
  onDown(error: StoreError): void;
  /** The disk works again; told after everything was moved to it. */
  onUp(): void;
  /** A recording has moved to the disk. Its old number still leads to it. */
  onMoved(id: number, row: RecordingRow): Promise<void>;
}

/** The store on disk, and one in memory for the time in which there is no disk. */
export interface FallbackStore extends TraceStore {
  /** Why nothing goes to disk; undefined while all is well. */
  trouble(): StoreError | undefined;
  /** What is in memory now. */
  memory: TraceStore;
  /** Tries the disk, and moves to it what is in memory. */
  retry(): Promise<void>;
}

export function createFallbackStore(deps: FallbackDeps): FallbackStore {
  const disk = storeOver(deps.disk, deps.now);
  const memory = storeOver(deps.memory, deps.now);
  const moved = new Map<number, number>();
  const placeOf = (id: number): number => moved.get(id) ?? id;
  let down: StoreError | undefined;

  /** What the disk answers; while it is down, nobody waits for it. */
  async function onDisk<T>(work: () => Promise<T>): Promise<T> {
    if (down) throw down;
    try {
      return await work();
    } catch (error) {
      const reason = asStoreError(error);
      if (reason.code !== 'unusable') throw reason;
      if (down === undefined) deps.onDown((down = reason));
      throw reason;
    }
  }
  async function onEither<T>(work: (store: TraceStore) => Promise<T>): Promise<T> {
    try {
      return await onDisk(() => work(disk));
    } catch (error) {
      if (down === undefined) throw error;
      return work(memory);
    }
  }
  /** Where the recording is; it may move while it is asked for. */
  async function at<T>(id: number, work: (store: TraceStore, id: number) => Promise<T>): Promise<T> {
    const now = placeOf(id);
    if (!isInMemory(now)) return onDisk(() => work(disk, now));
    try {
      return await work(memory, now);
    } catch (error) {
      if (placeOf(id) === now) throw error;
      return onDisk(() => work(disk, placeOf(id)));
    }
  }
  const ifAny = <T>(work: Promise<T>, otherwise: T): Promise<T> =>
    work.catch((error: unknown) => {
      if (down) return otherwise;
      throw error;
    });

  async function retry(): Promise<void> {
    const before = down;
    try {
      await disk.recordings();
    } catch {
      return;
    }
    down = undefined;
    try {
      for (const { id, copying } of await memory.recordings()) if (!copying) await move(id);
    } catch {
      // It stays in memory as long as the disk has no room for it, and so does what begins anew.
      down ??= before;
      return;
    }
    if (before) deps.onUp();
  }

  async function move(id: number): Promise<void> {
    const to = await moveRecording(deps.memory, deps.disk, id, (arrived) => moved.set(id, arrived));
    const row = await disk.recording(to);
    if (row) await deps.onMoved(id, row);
  }

  return {
    trouble: () => down,
    memory,
    retry,
    recordings: async () => [...(await ifAny(onDisk(disk.recordings), [])), ...(await memory.recordings())],
    recording: (id) => at(id, (store, where) => store.recording(where)),
    create: (row) => onEither((store) => store.create(row)),
    update: (id, change) => at(id, (store, where) => store.update(where, change)),
    remove: (id) => at(id, (store, where) => store.remove(where)),
    commit: (id, batches) => at(id, (store, where) => store.commit(where, batches)),
    committed: (id, realm) => at(id, (store, where) => store.committed(where, realm)),
    pageOf: (id, realm) => at(id, (store, where) => store.pageOf(where, realm)),
    append: (id, page, frames, lost, cut) => at(id, (store, where) => store.append(where, page, frames, lost, cut)),
    fork: (id, realms, row) => at(id, (store, where) => store.fork(where, realms, row)),
    rejoin: (id, fork) => at(id, (store, where) => store.rejoin(where, placeOf(fork))),
    pageSince: (id, when) => at(id, (store, where) => store.pageSince(where, when)),
    copy: (row) => {
      const { of, ...stretch } = row.copying;
      return at(of, (store, where) => store.copy({ ...row, copying: { of: where, ...stretch } }));
    },
    resumeCopies: async () => {
      await memory.resumeCopies();
      await ifAny(onDisk(disk.resumeCopies), undefined);
    },
    dropImport: (id, importing, what) => at(id, (store, where) => store.dropImport(where, importing, what)),
    source: (id, listen) => {
      const now = placeOf(id);
      return (isInMemory(now) ? memory : disk).source(now, listen);
    },
    async retain(limits, now) {
      await memory.retain(inMemory(limits, deps.memoryBytes), now);
      await ifAny(
        onDisk(() => disk.retain(limits, now)),
        undefined,
      );
    },
    close() {
      disk.close();
      memory.close();
    },
  };
}

const inMemory = (limits: RetentionLimits, most: number): RetentionLimits => ({
  ...limits,
  totalBytes: Math.min(limits.totalBytes, most),
});
