import { describe, expect, it } from 'vitest';
import type { MemoryMessage } from '../../../src/core/contract/memory-store.ts';
import { serveMemory } from '../../../src/core/store/memory-desk.ts';
import { createReaderStore } from '../../../src/core/store/reader.ts';
import { batchOf, diskThatBreaks, flightOf } from './fallback-fixture.ts';
import { framesOf, testStore } from './store-fixture.ts';

/** Both ends of a channel on which everybody hears everybody else. */
function broadcast() {
  const members = new Set<(message: MemoryMessage) => void>();
  return () => {
    let own: ((message: MemoryMessage) => void) | undefined;
    return {
      post: (message: MemoryMessage) =>
        queueMicrotask(() => members.forEach((member) => member !== own && member(structuredClone(message)))),
      listen(handler: (message: MemoryMessage) => void) {
        members.add((own = handler));
        return () => members.delete(handler);
      },
    };
  };
}

async function readerOfMemory() {
  const { store, break: strike } = diskThatBreaks();
  strike();
  const id = await store.create(flightOf(1));
  const end = broadcast();
  const isServed = { now: true };
  serveMemory(store.memory, end());
  const disk = testStore();
  const reader = createReaderStore(disk.store, { channel: end(), isServed: async () => isServed.now });
  return { store, id, reader, disk, isServed };
}

describe('the store as readers have it', () => {
  it('has what the background keeps in memory, page by page and whole, beside what is on disk', async () => {
    const { store, id, reader, disk } = await readerOfMemory();
    for (let n = 0; n < 20; n += 1) await store.commit(id, [batchOf(n)]);
    const other = await disk.flight();
    expect((await reader.recordings()).map((row) => row.id)).toEqual([other, id]);
    expect(await framesOf(reader, id)).toEqual(await framesOf(store, id));
    const source = reader.source(id, () => () => undefined);
    expect((await source.page(3))?.no).toBe(3);
    expect(await source.page(99)).toBeUndefined();
  });

  it('changes and deletes it there', async () => {
    const { store, id, reader } = await readerOfMemory();
    await reader.update(id, { note: 'n' });
    expect(await store.recording(id)).toMatchObject({ note: 'n' });
    expect(await reader.recording(id)).toMatchObject({ note: 'n' });
    await reader.remove(id);
    expect(await reader.recordings()).toEqual([]);
  });

  it('asks nobody where nothing is in memory', async () => {
    const { reader, isServed, disk } = await readerOfMemory();
    isServed.now = false;
    const other = await disk.flight();
    expect((await reader.recordings()).map((row) => row.id)).toEqual([other]);
  });

  it('says what is wrong with a recording that the background no longer has', async () => {
    const { reader, id } = await readerOfMemory();
    await expect(reader.update(id + 1, { note: 'n' })).rejects.toThrow('deleted');
  });
});
