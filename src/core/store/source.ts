import type { TracePage, TraceSource } from '../trace/source.ts';
import type { Database } from './database.ts';
import { ofRecording, type PageValue, type TraceDb } from './schema.ts';

/** Pages asked for at once: few enough for memory, enough to hide the round trips. */
const AT_ONCE = 8;

const asPage = ({ no, bytes, level }: PageValue): TracePage => ({ no, bytes, ...(level > 0 ? { thinned: true } : {}) });

/** A recording in the store as readers take it, where `listen` says that it may have grown. */
export function storeSource(database: Database, id: number, listen: TraceSource['listen']): TraceSource {
  const from = (after: number): IDBKeyRange => IDBKeyRange.bound([id, after], [id, []], true);
  return {
    listen,
    async *pages(after, signal) {
      for (let last = after; ;) {
        signal?.throwIfAborted();
        const pages = await database.run((db) => db.getAll('pages', from(last), AT_ONCE));
        for (const page of pages) {
          signal?.throwIfAborted();
          yield asPage(page);
          last = page.no;
        }
        if (pages.length < AT_ONCE) return;
      }
    },
    async page(no) {
      const page = await database.run((db) => db.get('pages', [id, no]));
      return page && asPage(page);
    },
  };
}

/** @see TraceStore.pageSince */
export async function pageSince(db: TraceDb, id: number, at: number): Promise<number> {
  const index = db.transaction('pages').store.index('meta');
  let first: number | undefined;
  let last = 0;
  for (let cursor = await index.openKeyCursor(ofRecording(id), 'prev'); cursor; cursor = await cursor.continue()) {
    const [, no, committed] = cursor.key;
    last ||= no;
    if (committed < at) break;
    first = no;
  }
  return first ?? last + 1;
}
