import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { isInMemory } from '../../../src/core/store/memory-ids.ts';
import { batchOf, diskThatBreaks, flightOf } from '../store/fallback-fixture.ts';
import { testStore } from '../store/store-fixture.ts';

const UID = /^[0-9a-f]{32}$/;

describe('the name that a recording has for good', () => {
  it('is given when it begins, to each its own, a saved copy included', async () => {
    const { store, flight } = testStore();
    const [first, second] = [await flight(), await flight()];
    await store.commit(first, [batchOf(0)]);
    const { uid } = await store.copy({ ...flightOf(1), kind: 'named', copying: { of: first, from: 1, to: 1 } });
    const uids = [(await store.recording(first))?.uid, (await store.recording(second))?.uid, uid];
    expect(new Set(uids).size).toBe(3);
    expect(uids).toEqual(uids.map(() => expect.stringMatching(UID) as string));
  });

  it('goes with it from memory to disk, where its number is another', async () => {
    const { store, break: strike, mend } = diskThatBreaks();
    strike();
    const id = await store.create(flightOf(1));
    await store.commit(id, [batchOf(0)]);
    const before = await store.recording(id);
    mend();
    await store.retry();
    const [after] = await store.recordings();
    expect(isInMemory(after?.id ?? id)).toBe(false);
    expect(after?.uid).toBe(before?.uid);
  });

  it('is given once to what a database of the first version holds', async () => {
    const { name, store, open } = testStore();
    const old = await openDB(name, 1, {
      upgrade(db) {
        db.createObjectStore('recordings', { keyPath: 'id', autoIncrement: true });
        db.createObjectStore('realms', { keyPath: ['recording', 'realm'] });
        db.createObjectStore('conns', { keyPath: ['recording', 'realm', 'local'] });
        db.createObjectStore('pages', { keyPath: ['recording', 'no'] });
      },
    });
    for (const title of ['a', 'b']) await old.add('recordings', { ...flightOf(1), title });
    old.close();
    const rows = await store.recordings();
    expect(rows.map(({ title, uid }) => [title, UID.test(uid)])).toEqual([
      ['a', true],
      ['b', true],
    ]);
    expect(rows[0]?.uid).not.toBe(rows[1]?.uid);
    store.close();
    expect(await open().recordings()).toEqual(rows);
  });
});
