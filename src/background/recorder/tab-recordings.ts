import { randomName } from '../../core/trace/random-name.ts';
import type { RecordingRow, TraceStore } from '../../core/store/store.ts';

/** Where a relay speaks from: what the browser says, never the message. */
export interface Origin {
  tab: number;
  frame: number;
  origin: string;
  title: string;
}

/** Where what is said comes from no frame, but from the browser's own log. */
export const NO_FRAME = -1;

/** Which recording belongs to a tab. It is written in the recordings themselves, so that nothing is lost with the background. */
export interface TabRecordings {
  find(tab: number): Promise<RecordingRow | undefined>;
  /** The tab's recording; a new one where it has none. */
  ensure(from: Origin): Promise<RecordingRow>;
  /** A new recording that carries on for these realms. */
  clear(tab: number, realms: readonly string[]): Promise<{ old: number; id: number } | undefined>;
  undoClear(tab: number): Promise<{ gone: number; row: RecordingRow } | undefined>;
  pin(tab: number, on: boolean): Promise<RecordingRow | undefined>;
  end(tab: number): Promise<void>;
  /** Ends what the tab had before this one. */
  endBefore(row: RecordingRow): Promise<void>;
  /** Ends the recordings of tabs that are not open, and those of earlier runs of the browser. */
  endOthers(tabs: readonly number[]): Promise<void>;
}

export function createTabRecordings(store: TraceStore, session: Promise<string>, now: () => number): TabRecordings {
  async function ofTab(tab: number): Promise<RecordingRow[]> {
    const run = await session;
    const rows = await store.recordings();
    return rows.filter((row) => row.kind === 'flight' && row.tab === tab && row.session === run);
  }

  const find = async (tab: number): Promise<RecordingRow | undefined> =>
    (await ofTab(tab)).filter((row) => row.ended === undefined).at(-1);

  async function start({ tab, origin, title }: Origin): Promise<RecordingRow> {
    const at = now();
    const uid = randomName();
    const row = { kind: 'flight', uid, tab, session: await session, origin, title, created: at, updated: at } as const;
    const id = await store.create(row);
    return { ...row, id, pages: 0, frames: 0, bytes: 0, lost: 0 };
  }

  return {
    find,
    async ensure(from) {
      const known = await find(from.tab);
      if (!known) return start(from);
      const { origin, title } = from;
      const isNews = from.frame === 0 && (known.origin !== origin || (title !== '' && known.title !== title));
      if (isNews) await store.update(known.id, title === '' ? { origin } : { origin, title });
      return known;
    },
    async clear(tab, realms) {
      const old = await find(tab);
      if (!old) return undefined;
      const { origin, title } = old;
      const at = now();
      const pin = old.pinnedFrom !== undefined && old.pinnedTo === undefined ? { pinnedFrom: 1, pinnedAt: at } : {};
      const row = {
        kind: 'flight',
        tab,
        session: await session,
        origin,
        title,
        created: at,
        updated: at,
        ...pin,
      } as const;
      const id = await store.fork(old.id, realms, row);
      // What is cleared while it is recorded is wanted in no recording, as in the browsers' own lists; the stretch begins anew. An empty
      // one remembers where it began, should the list be brought back.
      const nothing = pin.pinnedFrom ? { pinnedTo: (old.pinnedFrom ?? 1) - 1 } : {};
      await store.update(old.id, { ended: at, ...nothing });
      return { old: old.id, id };
    },
    async undoClear(tab) {
      const rows = await ofTab(tab);
      const fork = rows.filter((row) => row.ended === undefined).at(-1);
      const old = rows.filter((row) => row.ended !== undefined && row.id < (fork?.id ?? 0)).at(-1);
      if (!fork || !old) return undefined;
      const row = await store.rejoin(old.id, fork.id);
      // A stretch that was pinned when the list was cleared goes on.
      if (fork.pinnedFrom === undefined || old.pinnedFrom === undefined) return { gone: fork.id, row };
      await store.update(old.id, { pinnedTo: fork.pinnedTo });
      return { gone: fork.id, row: (await store.recording(old.id)) ?? row };
    },
    async pin(tab, on) {
      const row = await find(tab);
      if (!row) return undefined;
      const { pinnedFrom = row.pages + 1, pinnedAt = now() } = row;
      if (on) await store.update(row.id, { pinnedFrom, pinnedAt, pinnedTo: undefined });
      else if (row.pinnedFrom !== undefined) await store.update(row.id, { pinnedTo: row.pages });
      return store.recording(row.id);
    },
    async end(tab) {
      const row = await find(tab);
      if (row) await store.update(row.id, { ended: now() });
    },
    async endBefore({ tab, id }) {
      const older = (await ofTab(tab ?? -1)).filter((row) => row.ended === undefined && row.id < id);
      for (const row of older) await store.update(row.id, { ended: now() });
    },
    async endOthers(tabs) {
      const run = await session;
      const rows = (await store.recordings()).filter(({ kind, ended }) => kind === 'flight' && ended === undefined);
      const over = rows.filter((row) => row.session !== run || !tabs.includes(row.tab ?? -1));
      for (const row of over) await store.update(row.id, { ended: now() });
    },
  };
}
