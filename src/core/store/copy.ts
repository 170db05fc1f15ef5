import { countLosses, type LossCount } from '../trace/loss-count.ts';
import { readPage, recordLength, type RawRecord } from '../trace/page-reader.ts';
import { createPageWriter } from '../trace/page-writer.ts';
import { inTransaction, type Database } from './database.ts';
import { emptyRecording } from './fork.ts';
import type { PageValue, RecordingValue } from './schema.ts';
import { isBeginning } from './thin.ts';
import type { NewRecording, RecordingRow, Stretch } from './store.ts';

type Copying = Stretch & { of: number };

/** Pages in one transaction: few enough for memory, enough to hide the round trips. */
const AT_ONCE = 8;

/** @see TraceStore.copy */
export async function copyStretch(database: Database, row: NewRecording & { copying: Copying }): Promise<RecordingRow> {
  const id = await database.run((db) => db.add('recordings', emptyRecording(row) as RecordingValue));
  return fillCopy(database, id, row.copying);
}

/** @see TraceStore.resumeCopies */
export async function resumeCopies(database: Database): Promise<void> {
  const rows = await database.run((db) => db.getAll('recordings'));
  // Pages keep their numbers, so that copying from the beginning again writes the same once more.
  for (const { id, copying } of rows) if (copying) await fillCopy(database, id, copying);
}

/** What is counted while pages go by. */
interface Seen {
  bytes: number;
  frames: number;
  losses: LossCount;
  conns: Set<number>;
}

async function fillCopy(database: Database, id: number, copying: Copying): Promise<RecordingRow> {
  const seen: Seen = { bytes: 0, frames: 0, losses: countLosses([]), conns: new Set() };
  await copyPages(database, id, copying, (page) => page, seen);
  const before = { of: copying.of, from: 1, to: copying.from - 1 };
  const pages = await pagesOfConns(database, before, seen.conns);
  await copyPages(database, id, before, (page) => beginningsIn(page, seen.conns, pages), seen);
  return database.run((db) =>
    inTransaction(db, 'strict', async (tx) => {
      const row = (await tx.objectStore('recordings').get(id)) as RecordingValue;
      delete row.copying;
      const { bytes, frames, losses, conns } = seen;
      const lost = losses.lost + losses.cut;
      if (losses.cut > 0) row.cut = losses.cut;
      Object.assign(row, { bytes, frames, lost, pages: copying.to, conns: Math.max(0, ...conns) });
      await tx.objectStore('recordings').put(row);
      return row;
    }),
  );
}

/** Copies the pages that `cut` leaves something of, some in each transaction. */
async function copyPages(
  database: Database,
  id: number,
  { of, from, to }: Copying,
  cut: (page: Uint8Array) => Uint8Array,
  seen: Seen,
): Promise<void> {
  await walk(database, { of, from, to }, async (pages) => {
    const kept = pages
      .map((page) => ({ ...page, recording: id, bytes: cut(page.bytes) }))
      .filter(({ bytes }) => bytes.length > 0);
    for (const { bytes } of kept) count(bytes, seen);
    await database.run((db) =>
      inTransaction(db, 'relaxed', async (tx) => {
        for (const page of kept) await tx.objectStore('pages').put({ ...page, size: page.bytes.length });
      }),
    );
  });
}

async function walk(
  database: Database,
  { of, from, to }: Copying,
  take: (pages: PageValue[]) => Promise<void> | void,
): Promise<void> {
  for (let next = from; next <= to;) {
    const range = IDBKeyRange.bound([of, next], [of, to]);
    const pages = await database.run((db) => db.getAll('pages', range, AT_ONCE));
    const last = pages.at(-1);
    if (last === undefined) return;
    await take(pages);
    next = last.no + 1;
  }
}

const decoder = new TextDecoder();
const jsonOf = (record: RawRecord): { [name: string]: unknown } =>
  JSON.parse(decoder.decode(record.json)) as { [name: string]: unknown };

function count(page: Uint8Array, seen: Seen): void {
  seen.bytes += page.length;
  for (const record of readPage(page)) {
    if (record.conn !== 0) seen.conns.add(record.conn);
    if (record.kind === 'frame') seen.frames += 1;
    if (record.kind === 'lost') addLoss(seen.losses, jsonOf(record) as { count: number; why: string });
  }
}

function addLoss(losses: LossCount, loss: { count: number; why: string }): void {
  const { lost, cut } = countLosses([loss]);
  losses.lost += lost;
  losses.cut += cut;
}

/** Names of the page records that the connections belong to. */
async function pagesOfConns(database: Database, before: Copying, conns: ReadonlySet<number>): Promise<Set<string>> {
  const names = new Set<string>();
  await walk(database, before, (pages) => {
    for (const { bytes } of pages)
      for (const record of readPage(bytes))
        if (record.kind === 'open' && conns.has(record.conn)) names.add(String(jsonOf(record)['page']));
  });
  return names;
}

/** How those connections began: life cycle, handshake, keys, and the page loads that they belong to. */
function beginningsIn(page: Uint8Array, conns: ReadonlySet<number>, pages: ReadonlySet<string>): Uint8Array {
  const isKept = (record: RawRecord): boolean => {
    if (record.kind === 'page') return pages.has(String(jsonOf(record)['page']));
    return conns.has(record.conn) && isBeginning(record);
  };
  const writer = createPageWriter(page.length + 4096);
  for (const record of readPage(page)) {
    if (!isKept(record)) continue;
    const end = record.offset + recordLength(record);
    writer.append(page.slice(record.offset, end).buffer, end - record.offset, 1);
  }
  return new Uint8Array(writer.take());
}
