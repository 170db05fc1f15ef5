import { fairShare } from './fair-share.ts';
import { inTransaction, type Database } from './database.ts';
import { removeRecording } from './remove.ts';
import type { RetentionLimits } from './store.ts';
import type { Outlines } from './outlines.ts';
import { ofRecording, type PageMeta, type RecordingValue, type TraceDb, type WriteTx } from './schema.ts';
import { thinPage, type Thinned, type ThinLevel } from './thin.ts';

/** What life cycle and handshakes may take of a limit, and of those what is thinned once more. */
const SHARE: Record<ThinLevel, number> = { 1: 1, 2: 1 / 4, 3: 1 / 16 };

const isPinned = (row: RecordingValue, no: number): boolean =>
  row.pinnedFrom !== undefined && no >= row.pinnedFrom && no <= (row.pinnedTo ?? Infinity);

/** Pages of a recording that may be evicted, oldest first. */
async function evictable(db: TraceDb, row: RecordingValue): Promise<PageMeta[]> {
  const metas: PageMeta[] = [];
  const index = db.transaction('pages').store.index('meta');
  for (let cursor = await index.openKeyCursor(ofRecording(row.id)); cursor; cursor = await cursor.continue()) {
    const [recording, no, at, size, level] = cursor.key;
    if (!isPinned(row, no)) metas.push({ recording, no, at, size, level });
  }
  return metas;
}

const sizeOf = (pages: readonly PageMeta[]): number => pages.reduce((sum, { size }) => sum + size, 0);

/** Thins the oldest pages until what is left fits: first bulk, then what thinning leaves, each to its share. */
async function fit(
  database: Database,
  outlines: Outlines,
  pages: PageMeta[],
  bytes: number,
  oldest: number,
): Promise<void> {
  for (const level of [1, 2, 3] as const) {
    const coming = pages.filter((page) => page.level === level - 1);
    // At the first level everything counts; at the others only what earlier thinning left.
    const counted = level === 1 ? pages : coming;
    let size = sizeOf(counted);
    for (const page of coming) {
      const isOld = level === 1 && page.at < oldest;
      if (size <= bytes * SHARE[level] && !isOld) break;
      size -= page.size;
      await thin(database, outlines, page, level);
      if (level === 1) size += page.size;
    }
  }
}

/** One page a transaction: a background that dies in between leaves the rest for later. */
async function thin(database: Database, outlines: Outlines, meta: PageMeta, level: ThinLevel): Promise<void> {
  const known = level === 1 ? outlines.take(meta) : undefined;
  const change = await database.run((db) =>
    inTransaction(db, 'relaxed', async (tx) => {
      const row = await tx.objectStore('recordings').get(meta.recording);
      if (!row || isPinned(row, meta.no)) return undefined;
      const found = await (known ? thinnedUnread(tx, meta, known) : thinnedInFull(tx, meta, level));
      if (!found) return undefined;
      const { before, thinned } = found;
      const { bytes } = thinned;
      await tx.objectStore('pages').put({ ...before, bytes, size: bytes.length, level });
      row.bytes += bytes.length - before.size;
      row.lost += thinned.dropped - thinned.cutDropped;
      if (row.cut !== undefined) row.cut = Math.max(0, row.cut - thinned.cutDropped);
      row.frames -= thinned.droppedFrames;
      await tx.objectStore('recordings').put(row);
      return bytes.length;
    }),
  );
  meta.level = level;
  meta.size = change ?? 0;
}

interface Found {
  before: PageMeta;
  thinned: Thinned;
}

/** It may have been removed meanwhile. */
async function thinnedUnread(tx: WriteTx, before: PageMeta, thinned: Thinned): Promise<Found | undefined> {
  const isThere = (await tx.objectStore('pages').count([before.recording, before.no])) > 0;
  return isThere ? { before, thinned } : undefined;
}

async function thinnedInFull(tx: WriteTx, { recording, no }: PageMeta, level: ThinLevel): Promise<Found | undefined> {
  const before = await tx.objectStore('pages').get([recording, no]);
  return before && { before, thinned: thinPage(before.bytes, level) };
}

const isOver = (row: RecordingValue, oldest: number): boolean =>
  row.ended !== undefined && row.pinnedFrom === undefined && row.updated < oldest && row.ended < oldest;

/** @see TraceStore.retain */
export async function retain(
  database: Database,
  outlines: Outlines,
  limits: RetentionLimits,
  now: number,
): Promise<void> {
  const oldest = now - limits.ms;
  const origins = new Map<string, RecordingValue[]>();
  const rows = await database.run((db) => db.getAll('recordings'));
  for (const row of rows.filter(({ kind }) => kind === 'flight')) {
    if (isOver(row, oldest)) {
      await database.run((db) => inTransaction(db, 'relaxed', (tx) => removeRecording(tx, row.id)));
      continue;
    }
    await fit(database, outlines, await database.run((db) => evictable(db, row)), limits.bytes, oldest);
    origins.set(row.origin, [...(origins.get(row.origin) ?? []), row]);
  }
  for (const ofOrigin of origins.values()) {
    if (ofOrigin.length < 2) continue;
    const pages = (await database.run((db) => Promise.all(ofOrigin.map((row) => evictable(db, row))))).flat();
    await fit(
      database,
      outlines,
      pages.sort((a, b) => a.at - b.at),
      limits.originBytes,
      oldest,
    );
  }
  await fitTotal(database, outlines, limits.totalBytes, oldest);
}

/** However much was saved: without a recent past there is nothing to save when something happens. */
const LEAST_RECENT = 67_108_864;

async function fitTotal(database: Database, outlines: Outlines, totalBytes: number, oldest: number): Promise<void> {
  const rows = await database.run((db) => db.getAll('recordings'));
  const recent = rows.filter(({ kind }) => kind === 'flight');
  const bytesOf = (of: readonly RecordingValue[]): number => of.reduce((sum, { bytes }) => sum + bytes, 0);
  const saved = bytesOf(rows) - bytesOf(recent);
  const available = Math.max(totalBytes - saved, Math.min(totalBytes, LEAST_RECENT));
  const origins = [...new Set(recent.map(({ origin }) => origin))];
  const ofOrigins = origins.map((origin) => recent.filter((row) => row.origin === origin));
  const share = fairShare(ofOrigins.map(bytesOf), available);
  for (const group of ofOrigins.filter((each) => bytesOf(each) > share)) {
    const pages = (await database.run((db) => Promise.all(group.map((row) => evictable(db, row))))).flat();
    pages.sort((a, b) => a.at - b.at);
    await fit(database, outlines, pages, share, oldest);
  }
}
