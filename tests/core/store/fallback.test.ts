import { describe, expect, it } from 'vitest';
import { isInMemory } from '../../../src/core/store/memory-ids.ts';
import { batchOf, diskThatBreaks, flightOf } from './fallback-fixture.ts';
import { framesOf } from './store-fixture.ts';

describe('the store while there is no disk', () => {
  it('begins recordings in memory, and says why once', async () => {
    const { store, break: strike, told } = diskThatBreaks();
    strike();
    const id = await store.create(flightOf(1));
    await store.commit(id, [batchOf(0)]);
    expect(isInMemory(id)).toBe(true);
    expect(await framesOf(store, id)).toEqual(['ws1 0 frame 0']);
    expect((await store.recordings()).map((row) => row.id)).toEqual([id]);
    expect(told).toEqual(["down: The browser's database does not work: broken"]);
  });

  it('says of what is on disk that it cannot be had', async () => {
    const { store, break: strike } = diskThatBreaks();
    const id = await store.create(flightOf(1));
    strike();
    await expect(store.commit(id, [batchOf(0)])).rejects.toMatchObject({ code: 'unusable' });
    await expect(store.recording(id)).rejects.toMatchObject({ code: 'unusable' });
    expect(await store.recordings()).toEqual([]);
  });

  it('moves what is in memory to the disk as soon as that works, where the same realm goes on', async () => {
    const { store, break: strike, mend, told } = diskThatBreaks();
    strike();
    const id = await store.create(flightOf(1));
    await store.commit(id, [batchOf(0)]);
    await store.retry();
    expect(isInMemory((await store.recordings())[0]!.id)).toBe(true);
    mend();
    await store.retry();
    const [row, ...others] = await store.recordings();
    expect(others).toEqual([]);
    expect(isInMemory(row!.id)).toBe(false);
    expect(told.slice(1)).toEqual([`moved ${id} to ${row!.id}`, 'up']);
    // Whoever has the old number is led to the new place.
    await store.commit(id, [batchOf(0), batchOf(1)]);
    expect(await framesOf(store, row!.id)).toEqual(['ws1 0 frame 0', 'ws1 1 frame 1']);
    expect(isInMemory(await store.create(flightOf(2)))).toBe(false);
  });

  it('loses nothing of what is committed while it moves', async () => {
    const { store, break: strike, mend } = diskThatBreaks();
    strike();
    const id = await store.create(flightOf(1));
    mend();
    const moving = store.retry();
    for (let n = 0; n < 20; n += 1) await store.commit(id, [batchOf(n)]);
    await moving;
    const [row] = await store.recordings();
    expect(isInMemory(row!.id)).toBe(false);
    expect(await framesOf(store, row!.id)).toEqual(Array.from({ length: 20 }, (_, n) => `ws1 ${n} frame ${n}`));
  });

  it('stays in memory where the disk takes nothing', async () => {
    const { store, break: strike, mend, fill, told } = diskThatBreaks();
    strike();
    const id = await store.create(flightOf(1));
    await store.commit(id, [batchOf(0)]);
    mend();
    fill();
    await store.retry();
    expect(store.trouble()).toBeDefined();
    expect(told).toHaveLength(1);
    expect(await framesOf(store, id)).toEqual(['ws1 0 frame 0']);
  });
});
