/** What stays of a session when its recording is long gone: figures to compare later ones with. */
export interface SessionSummary {
  /** Of the recording, wherever it is now. */
  uid: string;
  name: string;
  /** Site of the page that was recorded; empty for a file. */
  origin: string;
  started: number;
  ended: number;
  connections: number;
  failed: number;
  messages: number;
  bytes: number;
  errors: number;
  rttP50?: number;
  rttP95?: number;
  alerts: { code: string; text: string }[];
}

export interface History {
  /** Newest first. */
  all(): Promise<SessionSummary[]>;
  /** Replaces what was kept of the same recording. */
  keep(summary: SessionSummary): Promise<void>;
  forget(uids: readonly string[]): Promise<void>;
  clear(): Promise<void>;
}

const STORE = 'sessions';

/** Summaries are small, so they outlive their recordings; these are the bounds. */
export const KEPT_SESSIONS = 200;
export const KEPT_MS = 90 * 24 * 3600 * 1000;

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the database failed'));
  });

function open(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = factory.open(name, 2);
  request.onupgradeneeded = () => {
    // Version 1 went by the numbers of recordings, which say nothing once the database began anew.
    if (request.result.objectStoreNames.contains(STORE)) request.result.deleteObjectStore(STORE);
    request.result.createObjectStore(STORE, { keyPath: 'uid' });
  };
  return settled(request);
}

/** Which of the summaries retention lets go. One session at which the clock stood wrong does not make the others old. Pure. */
export function outdated(all: readonly SessionSummary[], now: number): string[] {
  const newest = all.toSorted((a, b) => b.ended - a.ended);
  const seenTwice = Math.min(now, newest[1]?.ended ?? 0);
  return newest.filter(({ ended }, at) => at >= KEPT_SESSIONS || seenTwice - ended > KEPT_MS).map(({ uid }) => uid);
}

/** Keeps summaries of sessions in a database of their own. @throws nothing: where storage fails, there is no history */
export function openHistory(
  factory: IDBFactory | undefined = globalThis.indexedDB,
  name = 'one-trace-history',
): History {
  let opened: Promise<IDBDatabase> | undefined;

  async function use<Result>(
    mode: IDBTransactionMode,
    task: (store: IDBObjectStore) => Promise<Result>,
    otherwise: Result,
  ): Promise<Result> {
    try {
      if (factory === undefined) return otherwise;
      opened ??= open(factory, name);
      const database = await opened;
      return await task(database.transaction(STORE, mode).objectStore(STORE));
    } catch {
      opened = undefined;
      return otherwise;
    }
  }

  const readAll = async (store: IDBObjectStore): Promise<SessionSummary[]> =>
    ((await settled(store.getAll())) as SessionSummary[]).toSorted((a, b) => b.started - a.started);

  return {
    all: () => use('readonly', readAll, []),
    keep: (summary) =>
      use(
        'readwrite',
        async (store) => {
          await settled(store.put(summary));
          for (const uid of outdated(await readAll(store), Date.now())) await settled(store.delete(uid));
        },
        undefined,
      ),
    forget: (uids) =>
      use(
        'readwrite',
        async (store) => {
          for (const uid of uids) await settled(store.delete(uid));
        },
        undefined,
      ),
    clear: () => use('readwrite', (store) => settled(store.clear()), undefined),
  };
}
