import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { framesOf, hookPage, recordsOf, testStore } from './store-fixture.ts';

const one = (n: number) => ({ realm: 'a', n, page: hookPage((write) => write.frame(1, n)) });

afterEach(() => vi.restoreAllMocks());

describe('the database under the store', () => {
  it('is opened anew after somebody deleted it, and says that the recording is gone', async () => {
    const { name, store, flight } = testStore();
    const id = await flight();
    await store.commit(id, [one(0)]);
    await deleteDB(name);
    await expect(store.commit(id, [one(1)])).rejects.toThrow(expect.objectContaining({ code: 'gone' }));
    const next = await flight();
    await store.commit(next, [one(1)]);
    expect(await framesOf(store, next)).toEqual(['conn1 1 frame 1']);
  });

  it('is started anew, with a word about it, where it is not what it should be', async () => {
    const { name, troubles, store, flight } = testStore();
    (await openDB(name, 1, { upgrade: (db) => void db.createObjectStore('recordings') })).close();
    const id = await flight();
    await store.commit(id, [one(0)]);
    expect(troubles).toEqual(['store-reset']);
    expect(await recordsOf(store, id)).toHaveLength(1);
  });

  it('of a newer version is left alone', async () => {
    const { name, store } = testStore();
    (await openDB(name, 99, { upgrade: (db) => void db.createObjectStore('future') })).close();
    await expect(store.recordings()).rejects.toThrow(/newer ONE Trace/);
    const db = await openDB(name);
    expect([...db.objectStoreNames]).toEqual(['future']);
    db.close();
  });

  it('says in words that it is full, and keeps nothing of the batch', async () => {
    const { store, flight } = testStore();
    const id = await flight();
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    await expect(store.commit(id, [one(0)])).rejects.toThrow(
      expect.objectContaining({ code: 'full', message: expect.stringContaining('full') as string }),
    );
    put.mockRestore();
    expect(await store.committed(id, 'a')).toBe(-1);
    expect(await recordsOf(store, id)).toEqual([]);
  });

  it('tries once more where the connection was closed under it', async () => {
    const { store, flight } = testStore();
    const id = await flight();
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    });
    await store.commit(id, [one(0)]);
    expect(transaction.mock.calls.length).toBeGreaterThan(1);
    expect(await framesOf(store, id)).toEqual(['conn1 0 frame 0']);
  });

  it('does half of nothing: a commit that fails in the middle leaves the recording as it was', async () => {
    const { store, flight } = testStore();
    const id = await flight();
    await store.commit(id, [one(0)]);
    const native = IDBObjectStore.prototype.put;
    let calls = 0;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      calls += 1;
      if (calls === 2) throw new DOMException('', 'UnknownError');
      return native.apply(this, args);
    });
    await expect(store.commit(id, [one(1)])).rejects.toThrow(expect.objectContaining({ code: 'unusable' }));
    vi.restoreAllMocks();
    expect(await store.recording(id)).toMatchObject({ frames: 1, pages: 1 });
    await store.commit(id, [one(1)]);
    expect(await framesOf(store, id)).toEqual(['conn1 0 frame 0', 'conn1 1 frame 1']);
  });
});
