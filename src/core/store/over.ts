import { copyStretch, resumeCopies } from './copy.ts';
import { inTransaction, type Database } from './database.ts';
import { commitBatches, recordingOf } from './commit.ts';
import { dropImport } from './importing.ts';
import { emptyRecording, forkRecording, rejoinRecording } from './fork.ts';
import { createOutlines, outlineOf, type Outlined } from './outlines.ts';
import { addPage } from './pages.ts';
import { removeRecording } from './remove.ts';
import { retain } from './retention.ts';
import type { PageValue, RecordingValue, WriteTx } from './schema.ts';
import { pageSince, storeSource } from './source.ts';
import type { RecordingRow, RowChange, TraceStore } from './store.ts';

/** The store over a database, be it on disk or in memory. */
export function storeOver(database: Database, now: () => number): TraceStore {
  /** Recordings that the user pinned are worth waiting for the disk; the flight recorder only has to outlive the background. */
  const pinned = new Set<number>();
  const outlines = createOutlines();

  const write = <T>(id: number, work: (tx: WriteTx) => Promise<T>): Promise<T> =>
    database.run((db) => inTransaction(db, pinned.has(id) ? 'strict' : 'relaxed', work));

  function remember(row: RecordingRow): void {
    const isPinned = row.kind !== 'flight' || (row.pinnedFrom !== undefined && row.pinnedTo === undefined);
    if (isPinned) pinned.add(row.id);
    else pinned.delete(row.id);
  }

  return {
    recordings: () => database.run((db) => db.getAll('recordings')),
    recording: (id) => database.run((db) => db.get('recordings', id)),
    create: (row) => database.run((db) => db.add('recordings', emptyRecording(row) as RecordingValue)),
    update: (id, change) =>
      write(id, async (tx) => {
        const row = applyChange(await recordingOf(tx, id), change);
        await tx.objectStore('recordings').put(row);
        remember(row);
      }),
    remove: (id) => write(id, (tx) => removeRecording(tx, id)),
    async commit(id, batches) {
      let outlined: Outlined[] = [];
      function look({ bytes, ...page }: PageValue): void {
        const outline = outlineOf(bytes);
        if (outline) outlined.push({ page, outline });
      }
      const commit = await write(id, (tx) => {
        outlined = [];
        return commitBatches(tx, id, batches, now(), look);
      });
      outlines.keep(outlined);
      remember(commit.row);
      return commit;
    },
    committed: (id, realm) => database.run(async (db) => (await db.get('realms', [id, realm]))?.n ?? -1),
    pageOf: (id, realm) => database.run(async (db) => (await db.get('realms', [id, realm]))?.page),
    append: (id, page, frames, lost = 0, cut = 0) =>
      write(id, async (tx) => {
        const row = await recordingOf(tx, id);
        addPage(tx, row, now(), page.slice());
        row.frames += frames;
        row.lost += lost;
        if (cut > 0) row.cut = (row.cut ?? 0) + cut;
        row.updated = now();
        await tx.objectStore('recordings').put(row);
        return row;
      }),
    fork: (id, realms, row) => write(id, (tx) => forkRecording(tx, id, realms, row, now())),
    rejoin: (id, fork) => write(id, (tx) => rejoinRecording(tx, id, fork)),
    pageSince: (id, at) => database.run((db) => pageSince(db, id, at)),
    copy: (row) => copyStretch(database, row),
    resumeCopies: () => resumeCopies(database),
    dropImport: (id, importing, what) => write(id, (tx) => dropImport(tx, id, importing, what)),
    source: (id, listen) => storeSource(database, id, listen),
    retain: (limits, at) => retain(database, outlines, limits, at),
    close: () => database.close(),
  };
}

function applyChange(row: RecordingValue, change: RowChange): RecordingValue {
  const changed: Record<string, unknown> = { ...row };
  for (const [member, value] of Object.entries(change)) {
    if (value === undefined) delete changed[member];
    else changed[member] = value;
  }
  return changed as unknown as RecordingValue;
}
