/** What stays of a session when its recording is long gone: figures to compare later ones with. */
export interface SessionSummary {
  /** Number of the recording. */
  recording: number;
  name: string;
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
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'recording' });
  return settled(request);
}

/** Which of the summaries retention lets go. Pure. */
export function outdated(all: readonly SessionSummary[], now: number): number[] {
  return all
    .toSorted((a, b) => b.ended - a.ended)
    .filter(({ ended }, at) => at >= KEPT_SESSIONS || now - ended > KEPT_MS)
    .map(({ recording }) => recording);
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
          for (const recording of outdated(await readAll(store), Date.now())) await settled(store.delete(recording));
        },
        undefined,
      ),
    clear: () => use('readwrite', (store) => settled(store.clear()), undefined),
  };
}
