import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { readLimits } from '../../../core/store/retention-limits.ts';
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

/** Bytes on disk: what was saved, which only a person takes away, and the recent past of tabs. */
export interface Usage {
  saved: number;
  recent: number;
}

/** @param onRemoved told of what was deleted from here, and whether it was the last that is here of that recording */
export function createRecordings(
  store: TraceStore | undefined,
  area: RetentionArea | undefined,
  onRemoved: (gone: RecordingRow, isLast: boolean) => void = () => undefined,
): Recordings {
  const rows = signal<RecordingRow[]>([]);
  const trouble = signal<string | undefined>(undefined);
  const limits = signal(readLimits(undefined));

  async function attempt(work: (of: TraceStore) => Promise<unknown>): Promise<boolean> {
    if (store === undefined) return false;
    try {
      await work(store);
      const all = await store.recordings();
      rows.value = all.filter(({ copying }) => copying === undefined).sort((a, b) => b.id - a.id);
      trouble.value = undefined;
      return true;
    } catch (error) {
      trouble.value = error instanceof Error ? error.message : String(error);
      return false;
    }
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
  const bytesOf = (isRecent: boolean): number =>
    rows.filter(({ kind }) => (kind === 'flight') === isRecent).reduce((sum, { bytes }) => sum + bytes, 0);
  return { saved: bytesOf(false), recent: bytesOf(true) };
}
