import { createMemoryTable, type Key, type KeySpan, type MemoryTable } from './memory-table.ts';
import type { Database } from './database.ts';
import { StoreError } from './error.ts';
import { STORES, type PageValue, type TraceDb } from './schema.ts';

type StoreName = (typeof STORES)[number];
type Value = Record<string, unknown>;

const KEY_PATHS: Record<StoreName, readonly string[]> = {
  recordings: ['id'],
  realms: ['recording', 'realm'],
  conns: ['recording', 'realm', 'local'],
  pages: ['recording', 'no'],
};
const INDEX = ['recording', 'no', 'at', 'size', 'level'] as const;

export interface MemoryDatabaseOptions {
  /** Number of the first recording. */
  firstId: number;
  /** Bytes of pages; beyond them it is full, as a disk is. */
  limitBytes: number;
}

/**
 * The database in memory, for where the browser gives none: as much of IndexedDB as the store uses, so that everything the store does to a
 * disk it does here as well. Work is done in turn; a transaction that fails is undone.
 */
export function createMemoryDatabase({ firstId, limitBytes }: MemoryDatabaseOptions): Database {
  const tables = Object.fromEntries(STORES.map((name) => [name, createMemoryTable<Value>()])) as Record<
    StoreName,
    MemoryTable<Value>
  >;
  let nextId = firstId;
  let bytes = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const sizeOf = (name: StoreName, value: Value | undefined): number =>
    name === 'pages' && value ? (value as unknown as PageValue).bytes.length : 0;

  function write(name: StoreName, key: Key, value: Value | undefined): Value | undefined {
    const old = value ? tables[name].put(key, value) : tables[name].delete(key);
    bytes += sizeOf(name, value) - sizeOf(name, old);
    return old;
  }

  const read = (name: StoreName) => ({
    // Copies, as a database gives them; readers write into no payload, which needs none.
    get: async (key: Key) => copied(tables[name].get(key)),
    count: async (key: Key) => (tables[name].get(key) ? 1 : 0),
    getAll: async (span?: KeySpan, count?: number) =>
      tables[name].within(span, count).map(({ value }) => ({ ...value })),
  });

  function transaction() {
    const undo: (() => void)[] = [];
    let error: StoreError | null = null;

    function abort(): void {
      for (const back of undo.reverse()) back();
      undo.length = 0;
    }
    function change(name: StoreName, key: Key, value: Value | undefined): void {
      if (error) throw error;
      const old = write(name, key, value);
      undo.push(() => void write(name, key, old));
    }
    async function put(name: StoreName, value: Value): Promise<Key> {
      if (name === 'pages' && bytes + sizeOf(name, value) > limitBytes) {
        error ??= new StoreError('full', 'The memory in which ONE Trace keeps recordings is full.');
        abort();
      }
      const key = keyOf(name, value);
      change(name, key, own(name, value));
      return key;
    }
    return {
      objectStore: (name: StoreName) => ({
        ...read(name),
        put: (value: Value) => put(name, value),
        add: (value: Value) => put(name, name === 'recordings' ? { ...value, id: (nextId += 1) } : value),
        async delete(where: Key | KeySpan) {
          const keys = isSpan(where) ? tables[name].within(where).map(({ key }) => key) : [where];
          for (const key of keys) change(name, key, undefined);
        },
        openCursor: async (span?: KeySpan) => cursorOver(tables[name].within(span)),
      }),
      get error() {
        return error;
      },
      get done() {
        return error ? Promise.reject(error) : Promise.resolve();
      },
      abort,
    };
  }

  const db = {
    get: (name: StoreName, key: Key) => read(name).get(key),
    getAll: (name: StoreName, span?: KeySpan, count?: number) => read(name).getAll(span, count),
    add: (name: StoreName, value: Value) => transaction().objectStore(name).add(value),
    transaction: (names: StoreName | readonly StoreName[]) =>
      typeof names === 'string' ? { store: { index: () => ({ openKeyCursor: indexCursor }) } } : transaction(),
  };

  async function indexCursor(span?: KeySpan, direction?: 'prev') {
    const rows = tables.pages
      .within(span)
      .map(({ value }) => ({ key: INDEX.map((member) => value[member] as Key), value }));
    return cursorOver(direction === 'prev' ? rows.reverse() : rows);
  }

  return {
    run(work) {
      // The narrow part of IndexedDB above under the type of the whole.
      const done = turn.then(() => work(db as unknown as TraceDb));
      turn = done.catch(() => undefined);
      return done;
    },
    close: () => undefined,
  };
}

interface Cursor {
  key: Key;
  value: Value;
  continue(): Promise<Cursor | null>;
}

function cursorOver(rows: readonly { key: Key; value: Value }[], at = 0): Cursor | null {
  const row = rows[at];
  return row ? { key: row.key, value: { ...row.value }, continue: async () => cursorOver(rows, at + 1) } : null;
}

function keyOf(name: StoreName, value: Value): Key {
  const parts = KEY_PATHS[name].map((member) => value[member] as Key);
  return parts.length === 1 ? parts[0]! : parts;
}

const isSpan = (where: Key | KeySpan): where is KeySpan => typeof where === 'object' && 'lower' in where;

/** As a database keeps it, whose writer goes on with its own: a batch is put under other numbers and then has its own again (store-pages.ts). */
const own = (name: StoreName, value: Value): Value =>
  name === 'pages' ? { ...value, bytes: (value as unknown as PageValue).bytes.slice() } : { ...value };

const copied = (value: Value | undefined): Value | undefined => value && { ...value };
