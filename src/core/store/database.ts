import { deleteDB, openDB } from 'idb';
import { asStoreError, isConnectionLoss, StoreError } from './error.ts';
import { SCHEMA_VERSION, STORES, upgradeSchema, type TraceDb, type TraceSchema, type WriteTx } from './schema.ts';

/** What happened to the database besides the answer to a call, in words. */
export interface StoreTrouble {
  code: 'store-blocked' | 'store-lost' | 'store-reset';
  message: string;
}

export interface Database {
  /** Runs `work` on an open database, and once more on a newly opened one where the connection was lost: it must be repeatable. */
  run<T>(work: (db: TraceDb) => Promise<T>): Promise<T>;
  close(): void;
}

/** A database that opens at all does so in milliseconds; one that hangs must not hang whoever records. */
const PATIENCE_MS = 5000;

export function openDatabase(name: string, onTrouble: (trouble: StoreTrouble) => void): Database {
  let opening: Promise<TraceDb> | undefined;
  let isClosed = false;

  function forget(db: TraceDb): void {
    db.close();
    opening = undefined;
  }

  const isComplete = (db: TraceDb): boolean => STORES.every((store) => db.objectStoreNames.contains(store));

  async function open(): Promise<TraceDb> {
    const db = await openDB<TraceSchema>(name, SCHEMA_VERSION, {
      // Where it fails, so does its transaction, and with that the opening.
      upgrade: (upgraded, from, _to, tx) => void upgradeSchema(upgraded, from, tx).catch(() => undefined),
      blocked: () =>
        onTrouble({
          code: 'store-blocked',
          message: 'Another window of ONE Trace holds an older database open. Close it.',
        }),
      // Another context wants to upgrade or delete: holding on would block it.
      blocking: () => forget(db),
      terminated: () => {
        opening = undefined;
        onTrouble({ code: 'store-lost', message: 'The browser closed the database of ONE Trace. It is opened anew.' });
      },
    });
    if (isComplete(db)) return db;
    db.close();
    await deleteDB(name);
    onTrouble({ code: 'store-reset', message: 'The database of ONE Trace was damaged and had to be started anew.' });
    return open();
  }

  function connection(): Promise<TraceDb> {
    if (isClosed) throw new StoreError('unusable', 'The store was closed.');
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return soon(opening);
  }

  async function run<T>(work: (db: TraceDb) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      let db: TraceDb | undefined;
      try {
        db = await connection();
        return await work(db);
      } catch (error) {
        if (attempt > 0 || !isConnectionLoss(error)) throw asStoreError(error);
        if (db) forget(db);
      }
    }
  }

  return {
    run,
    close() {
      isClosed = true;
      opening?.then(forget, () => undefined);
    },
  };
}

/** What comes later than that is still taken by whoever asks then. */
async function soon(opening: Promise<TraceDb>): Promise<TraceDb> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreError('unusable', "The browser's database does not answer.")),
      PATIENCE_MS,
    );
  });
  return Promise.race([opening, late]).finally(() => clearTimeout(timer));
}

/** One transaction over everything: done when it is on disk, undone where `work` throws. */
export async function inTransaction<T>(
  db: TraceDb,
  durability: IDBTransactionDurability,
  work: (tx: WriteTx) => Promise<T>,
): Promise<T> {
  const tx: WriteTx = db.transaction(STORES, 'readwrite', { durability });
  // Awaited below; where `work` fails first, its error is the one to tell.
  tx.done.catch(() => undefined);
  try {
    const result = await work(tx);
    await tx.done;
    return result;
  } catch (error) {
    const reason = tx.error ?? error;
    if (tx.error === null) abort(tx);
    throw reason;
  }
}

function abort(tx: WriteTx): void {
  try {
    tx.abort();
  } catch {
    // It had ended by itself.
  }
}
