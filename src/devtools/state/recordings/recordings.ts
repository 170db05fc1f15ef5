import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { readLimits } from '../../../core/store/retention-limits.ts';
import { isKept } from './recording-words.ts';
import { dropAbandoned, type ImportLocks } from '../../../core/store/importing.ts';
import type { RecordingRow, RetentionLimits, RowChange, TraceStore } from '../../../core/store/store.ts';

/** Where the settings of retention are kept; the background obeys them. */
export interface RetentionArea {
  read(): Promise<unknown>;
  write(limits: RetentionLimits): Promise<void>;
}

/** The recordings on this machine. */
export interface Recordings {
  rows: ReadonlySignal<RecordingRow[]>;
  trouble: ReadonlySignal<string | undefined>;
  /** False where the browser gives no database: then only files can be shown. */
  isAvailable: boolean;
  limits: ReadonlySignal<RetentionLimits>;
  /** Undefined where limits cannot be set from here. */
  setLimits: ((limits: RetentionLimits) => Promise<void>) | undefined;
  usage: ReadonlySignal<Usage>;
  refresh(): Promise<void>;
  remove(id: number): Promise<void>;
  update(id: number, change: RowChange): Promise<void>;
  /** A saved copy of what is still there of a recent past. */
  keep(row: RecordingRow, name: string): Promise<boolean>;
  /** A page more at the end. @returns whether it is stored */
  append(id: number, page: Uint8Array): Promise<boolean>;
  removeAll(ids: readonly number[]): Promise<void>;
}

/** Bytes on disk: what was saved or is being recorded, which only a person takes away, and the recent past of tabs. */
export interface Usage {
  saved: number;
  recent: number;
}

export interface RecordingsWorld {
  store: TraceStore | undefined;
  area?: RetentionArea | undefined;
  locks?: ImportLocks | undefined;
  /** Told of what was deleted from here, and whether it was the last that is here of that recording. */
  onRemoved?(gone: RecordingRow, isLast: boolean): void;
  /** Told of imports that were cut short: nothing is left of them. */
  onAbandoned?(rows: readonly RecordingRow[]): void;
}

export function createRecordings({
  store,
  area,
  locks,
  onRemoved = () => undefined,
  onAbandoned = () => undefined,
}: RecordingsWorld): Recordings {
  const rows = signal<RecordingRow[]>([]);
  const trouble = signal<string | undefined>(undefined);
  const limits = signal(readLimits(undefined));
  /** By the names of their locks. */
  const followed = new Set<string>();

  async function attempt(work: (of: TraceStore) => Promise<unknown>): Promise<boolean> {
    if (store === undefined) return false;
    try {
      await work(store);
      await list(store);
      trouble.value = undefined;
      return true;
    } catch (error) {
      trouble.value = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  async function list(of: TraceStore): Promise<void> {
    let all = await of.recordings();
    const isImporting = locks !== undefined && all.some(({ importing }) => importing !== undefined);
    const abandoned = isImporting ? await dropAbandoned(of, locks.isFree, 'all') : [];
    // Another panel may have dropped them meanwhile, or this one for another wish.
    if (isImporting) all = await of.recordings();
    rows.value = all.filter(({ copying }) => copying === undefined).sort((a, b) => b.id - a.id);
    if (abandoned.length > 0) onAbandoned(abandoned);
    for (const { importing } of rows.value) if (locks && importing !== undefined) void follow(importing, locks);
  }

  /** An import that goes on, here or in another panel: when it has ended, whichever way, the list is another. */
  async function follow(importing: string, { whenFree }: ImportLocks): Promise<void> {
    if (followed.has(importing)) return;
    followed.add(importing);
    await whenFree(importing).then(
      () => attempt(async () => undefined),
      // A browser that does not tell: the next look at the list will.
      () => undefined,
    );
  }

  async function setLimits(next: RetentionLimits): Promise<void> {
    await area?.write(next);
    limits.value = readLimits(next);
  }

  async function removeAll(ids: readonly number[]): Promise<void> {
    const gone: RecordingRow[] = [];
    await attempt(async (of) => {
      for (const id of ids) {
        const row = await of.recording(id);
        await of.remove(id);
        if (row) gone.push(row);
      }
    });
    // A file that was imported twice is one recording in two rows.
    const left = new Set(rows.peek().flatMap(({ id, uid }) => (gone.some((each) => each.id === id) ? [] : [uid])));
    for (const row of gone) onRemoved(row, !left.has(row.uid));
  }

  return {
    rows,
    trouble,
    isAvailable: store !== undefined,
    limits,
    setLimits: area && setLimits,
    usage: computed(() => usageOf(rows.value)),
    async refresh() {
      if (area) limits.value = readLimits(await area.read().catch(() => undefined));
      await attempt(async () => undefined);
    },
    remove: (id) => removeAll([id]),
    update: async (id, change) => void (await attempt((of) => of.update(id, change))),
    keep: (row, name) =>
      attempt((of) => {
        const { id, origin, title, created, updated, pages } = row;
        const copying = { of: id, from: 1, to: pages };
        return of.copy({ kind: 'named', origin, title, name, created, updated, ended: updated, copying });
      }),
    append: (id, page) => attempt((of) => of.append(id, page, 0)),
    removeAll,
  };
}

function usageOf(rows: readonly RecordingRow[]): Usage {
  const bytesOf = (of: readonly RecordingRow[]): number => of.reduce((sum, { bytes }) => sum + bytes, 0);
  return { saved: bytesOf(rows.filter(isKept)), recent: bytesOf(rows.filter((row) => !isKept(row))) };
}
