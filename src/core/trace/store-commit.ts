import { readRecord, recordLength, type RawRecord } from './page-reader.ts';
import { createPageWriter } from './page-writer.ts';
import type { KeyRecord } from './records.ts';
import type { Batch, Commit } from './store.ts';
import { StoreError } from './store-error.ts';
import { takeRecord } from './store-intake.ts';
import { createPageSink, type PageSink } from './store-pages.ts';
import { openRealm, type RealmSession } from './store-realm.ts';
import type { RecordingValue, WriteTx } from './store-schema.ts';

export async function recordingOf(tx: WriteTx, id: number): Promise<RecordingValue> {
  const row = await tx.objectStore('recordings').get(id);
  if (!row) throw new StoreError('gone', 'The recording was deleted.');
  return row;
}

/** The records of a batch up to the first that cannot be read: a page comes from a page realm, which may have forged it. */
function parse(page: Uint8Array): { records: RawRecord[]; broken: boolean } {
  const records: RawRecord[] = [];
  try {
    for (let offset = 0; offset < page.length;) {
      const record = readRecord(page, offset);
      records.push(record);
      offset += recordLength(record);
    }
    return { records, broken: false };
  } catch {
    return { records, broken: true };
  }
}

/** Commits batches in the order given, within one transaction. `at`: epoch milliseconds by our clock. */
export async function commitBatches(tx: WriteTx, id: number, batches: readonly Batch[], at: number): Promise<Commit> {
  const row = await recordingOf(tx, id);
  const keys: KeyRecord[] = [];
  const realms = new Map<string, RealmSession>();
  const sink = createPageSink(
    tx,
    row,
    at,
    batches.reduce((sum, { page }) => sum + page.length, 0),
  );
  for (const { realm, n, page } of batches) {
    const session = realms.get(realm) ?? (await openRealm(tx, row, realm, (key) => keys.push(key)));
    realms.set(realm, session);
    const { records, broken } = parse(page);
    await session.load(new Set(records.map((record) => record.conn).filter((conn) => conn !== 0)));
    if (n <= session.value.n) {
      repeatKeys(records, session);
      continue;
    }
    session.value.n = n;
    takeBatch(records, broken, row, sink, session, at);
  }
  sink.finish();
  for (const session of realms.values()) session.save();
  row.updated = at;
  await tx.objectStore('recordings').put(row);
  return { row, keys };
}

function takeBatch(
  records: RawRecord[],
  broken: boolean,
  row: RecordingValue,
  sink: PageSink,
  session: RealmSession,
  at: number,
): void {
  let malformed = broken ? 1 : 0;
  for (const record of records) {
    if (!takeRecord(record, sink.writer, session)) {
      malformed += 1;
      continue;
    }
    if (record.kind === 'frame') row.frames += 1;
    if (record.kind === 'lost') row.lost += countOf(record);
    sink.spill();
  }
  if (malformed === 0) return;
  sink.writer.record('lost', 0, at, JSON.stringify({ count: malformed, why: 'malformed' }));
  row.lost += malformed;
}

const countOf = (record: RawRecord): number =>
  (JSON.parse(new TextDecoder().decode(record.json)) as { count: number }).count;

/** A batch that is on disk, sent again: whoever took its keys may have died before it kept them, so they are told again. */
function repeatKeys(records: readonly RawRecord[], session: RealmSession): void {
  const nowhere = createPageWriter(1024);
  for (const record of records) if (record.kind === 'key') takeRecord(record, nowhere, session);
}
