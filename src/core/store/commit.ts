import { batchParts, connAt, viewOf, type BatchParts, type Stretch } from '../trace/batch-parts.ts';
import { countLosses } from '../trace/loss-count.ts';
import { plainFrameLength, type RawRecord } from '../trace/page-reader.ts';
import { createPageWriter } from '../trace/page-writer.ts';
import type { KeyRecord } from '../trace/records.ts';
import type { Batch, Commit } from './store.ts';
import { StoreError } from './error.ts';
import { takeRecord } from './intake.ts';
import { createPageSink, type PageSink } from './pages.ts';
import { openRealm, type RealmSession } from './realm.ts';
import type { PageValue, RecordingValue, WriteTx } from './schema.ts';

export async function recordingOf(tx: WriteTx, id: number): Promise<RecordingValue> {
  const row = await tx.objectStore('recordings').get(id);
  if (!row) throw new StoreError('gone', 'The recording was deleted.');
  return row;
}

/** Commits batches in the order given, within one transaction. `at`: epoch milliseconds by our clock; `written`: see pages.ts. */
export async function commitBatches(
  tx: WriteTx,
  id: number,
  batches: readonly Batch[],
  at: number,
  written: (page: PageValue) => void,
): Promise<Commit> {
  const row = await recordingOf(tx, id);
  const keys: KeyRecord[] = [];
  const realms = new Map<string, RealmSession>();
  const sink = createPageSink(tx, row, at, written);
  for (const { realm, n, page } of batches) {
    const session = realms.get(realm) ?? (await openRealm(tx, row, realm, (key) => keys.push(key)));
    realms.set(realm, session);
    const found = batchParts(page);
    await session.load(found.conns);
    if (n <= session.value.n) {
      repeatKeys(found, session);
      continue;
    }
    session.value.n = n;
    takeBatch(page, found, row, sink, session, at);
  }
  sink.finish();
  for (const session of realms.values()) session.save();
  row.updated = at;
  await tx.objectStore('recordings').put(row);
  return { row, keys };
}

function takeBatch(
  page: Uint8Array,
  { parts, isBroken }: BatchParts,
  row: RecordingValue,
  sink: PageSink,
  session: RealmSession,
  at: number,
): void {
  let malformed = isBroken ? 1 : 0;
  sink.begin(page);
  for (const part of parts) {
    if (part.kind === 'stretch') malformed += takeStretch(page, part, row, sink, session);
    else if (takeRecord(part, sink.writer, session)) {
      if (part.kind === 'frame') row.frames += 1;
      if (part.kind === 'lost') addLoss(row, part);
    } else malformed += 1;
    sink.spill();
  }
  if (malformed === 0) return;
  sink.writer.record('lost', 0, at, JSON.stringify({ count: malformed, why: 'malformed' }));
  row.lost += malformed;
}

/** @returns how many of its frames are of a connection too many */
function takeStretch(
  page: Uint8Array,
  { start, end }: Stretch,
  row: RecordingValue,
  sink: PageSink,
  session: RealmSession,
): number {
  const view = viewOf(page);
  const number = (conn: number): number => session.number(conn) ?? 0;
  let refused = 0;
  let from = start;
  let conn = 0;
  let isKnown = false;
  for (let offset = start, length = 0; offset < end; offset += length) {
    length = plainFrameLength(view, offset);
    const own = connAt(view, offset);
    if (own !== conn) isKnown = session.number((conn = own)) !== undefined;
    if (isKnown) {
      row.frames += 1;
      continue;
    }
    refused += 1;
    if (offset > from) sink.frames(page.subarray(from, offset), number);
    from = offset + length;
  }
  if (end > from) sink.frames(page.subarray(from, end), number);
  return refused;
}

function addLoss(row: RecordingValue, record: RawRecord): void {
  const loss = JSON.parse(new TextDecoder().decode(record.json)) as { count: number; why: string };
  const { cut } = countLosses([loss]);
  row.lost += loss.count;
  if (cut > 0) row.cut = (row.cut ?? 0) + cut;
}

/** A batch that is on disk, sent again: whoever took its keys may have died before it kept them, so they are told again. */
function repeatKeys({ parts }: BatchParts, session: RealmSession): void {
  const nowhere = createPageWriter(1024);
  for (const part of parts) if (part.kind === 'key') takeRecord(part, nowhere, session);
}
