import { createPageWriter } from '../trace/page-writer.ts';
import { randomName } from '../trace/random-name.ts';
import type { NewRecording, RecordingRow } from './store.ts';
import { recordingOf } from './commit.ts';
import { addPage } from './pages.ts';
import { removeRecording } from './remove.ts';
import { ofRecording, type ConnValue, type RealmValue, type RecordingValue, type WriteTx } from './schema.ts';

/** What a new recording starts with; the store gives the number. */
export const emptyRecording = (row: NewRecording): Omit<RecordingValue, 'id'> => ({
  ...row,
  uid: row.uid ?? randomName(),
  pages: 0,
  frames: 0,
  bytes: 0,
  lost: 0,
  conns: 0,
  realms: 0,
});

/** @see TraceStore.fork */
export async function forkRecording(
  tx: WriteTx,
  from: number,
  realms: readonly string[],
  row: NewRecording,
  at: number,
): Promise<number> {
  const old = await recordingOf(tx, from);
  // Numbers go on where they are, so that a rejoined fork fits.
  const empty = { ...emptyRecording(row), conns: old.conns, realms: old.realms };
  if (old.top !== undefined) empty.top = old.top;
  const id = await tx.objectStore('recordings').add(empty as RecordingValue);
  const fork: RecordingValue = { ...empty, id };
  const writer = createPageWriter();
  for (const name of realms) {
    const realm = await tx.objectStore('realms').get([from, name]);
    if (!realm) continue;
    if (realm.announced) writer.record('page', 0, realm.announced.t, realm.announced.json);
    await tx.objectStore('realms').put({ ...realm, recording: id });
    for (const conn of await connsOf(tx, from, name)) {
      await tx.objectStore('conns').put({ ...conn, recording: id });
      if (conn.announced) writer.record('open', conn.number, at, lateOpen(conn.announced.json));
    }
  }
  if (writer.count > 0) {
    addPage(tx, fork, at, new Uint8Array(writer.take()));
    fork.seed = 1;
  }
  await tx.objectStore('recordings').put(fork);
  return id;
}

/** The recording begins in the middle of the connection: `t` is when it is first seen there (TRACE-FORMAT §1, `late`). */
const lateOpen = (json: string): string => JSON.stringify({ ...(JSON.parse(json) as object), late: true });

const connsOf = (tx: WriteTx, recording: number, realm: string): Promise<ConnValue[]> =>
  tx.objectStore('conns').getAll(IDBKeyRange.bound([recording, realm], [recording, realm, []]));

/** @see TraceStore.rejoin */
export async function rejoinRecording(tx: WriteTx, id: number, from: number): Promise<RecordingRow> {
  const row = await recordingOf(tx, id);
  const fork = await recordingOf(tx, from);
  const pages = tx.objectStore('pages');
  const after = IDBKeyRange.bound([from, fork.seed ?? 0], [from, []], true);
  for (let cursor = await pages.openCursor(after); cursor; cursor = await cursor.continue()) {
    const { bytes, at, level } = cursor.value;
    addPage(tx, row, at, bytes, level);
  }
  for (const realm of await tx.objectStore('realms').getAll(ofRecording(from))) await adopt(tx, id, realm, from);
  Object.assign(row, { conns: fork.conns, realms: fork.realms, updated: Math.max(row.updated, fork.updated) });
  row.frames += fork.frames;
  row.lost += fork.lost;
  if (fork.cut !== undefined) row.cut = (row.cut ?? 0) + fork.cut;
  if (fork.top !== undefined) row.top = fork.top;
  delete row.ended;
  await removeRecording(tx, from);
  await tx.objectStore('recordings').put(row);
  return row;
}

async function adopt(tx: WriteTx, id: number, realm: RealmValue, from: number): Promise<void> {
  await tx.objectStore('realms').put({ ...realm, recording: id });
  for (const conn of await connsOf(tx, from, realm.realm))
    await tx.objectStore('conns').put({ ...conn, recording: id });
}
