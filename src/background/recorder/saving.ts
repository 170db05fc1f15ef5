import { createHeader } from '../../core/trace/archive/header.ts';
import type { NewRecording, RecordingRow, Stretch, TraceStore } from '../../core/store/store.ts';
import type { KeyVault } from './key-vault.ts';
import { createSerial } from '../serial.ts';
import type { TabRecordings } from './tab-recordings.ts';

/** Takes stretches out of the recent past, where retention would reach them, into recordings of their own. */
export interface Saving {
  /** The last `ms` milliseconds of a tab, or everything that is still kept of it. */
  recent(tab: number, ms: number | undefined): Promise<RecordingRow | undefined>;
  /** Every stretch that was recorded and has ended; called again, it goes on where an earlier life of the background stopped. */
  ended(): Promise<RecordingRow[]>;
}

export function createSaving(store: TraceStore, recordings: TabRecordings, vault: KeyVault, now: () => number): Saving {
  /** Whoever asks twice at once must not get it twice. */
  const inTurn = createSerial();

  async function save(row: RecordingRow, stretch: Stretch, name: string, created: number): Promise<RecordingRow> {
    const at = now();
    const { origin, title, updated } = row;
    const saved: NewRecording = {
      kind: 'named',
      origin,
      title,
      name,
      created,
      updated: Math.min(updated, at),
      ended: at,
    };
    // The version that recorded it: what exports it later may be a newer one.
    const header = createHeader({ created: new Date(at).toISOString() });
    const copy = await store.copy({ ...saved, header, copying: { of: row.id, ...stretch } });
    await vault.copy(row.id, copy.id);
    return copy;
  }

  async function recent(tab: number, ms: number | undefined): Promise<RecordingRow | undefined> {
    const row = await recordings.find(tab);
    if (!row) return undefined;
    const since = ms === undefined ? 0 : now() - ms;
    const from = await store.pageSince(row.id, since);
    if (from > row.pages) return undefined;
    const name = ms === undefined ? subjectOf(row) : `Last ${minutes(ms)} of ${subjectOf(row)}`;
    return save(row, { from, to: row.pages }, name, Math.max(row.created, since));
  }

  async function ended(): Promise<RecordingRow[]> {
    const rows = await store.recordings();
    const isBegun = (id: number, { from, to }: Stretch): boolean =>
      rows.some(({ copying }) => copying?.of === id && copying.from === from && copying.to === to);
    const over = rows.filter(
      (row) => row.kind === 'flight' && row.pinnedFrom !== undefined && endOf(row) !== undefined,
    );
    const saved: RecordingRow[] = [];
    for (const row of over) {
      const stretch = { from: row.pinnedFrom ?? 1, to: endOf(row) ?? 0 };
      const isEmpty = stretch.from > stretch.to;
      if (!isEmpty && !isBegun(row.id, stretch)) {
        const created = row.pinnedAt ?? row.created;
        saved.push(await save(row, stretch, subjectOf(row), created));
      }
      await store.update(row.id, { pinnedFrom: undefined, pinnedTo: undefined, pinnedAt: undefined });
    }
    return saved;
  }

  return { recent: (tab, ms) => inTurn(() => recent(tab, ms)), ended: () => inTurn(ended) };
}

/** Last page of the recorded stretch; undefined while it goes on. */
const endOf = ({ pinnedTo, ended, pages }: RecordingRow): number | undefined =>
  pinnedTo ?? (ended === undefined ? undefined : pages);

const minutes = (ms: number): string => `${Math.round(ms / 60_000)} min`;

const subjectOf = ({ title, origin }: RecordingRow): string =>
  title || (URL.canParse(origin) ? new URL(origin).host : origin) || 'the tab';
