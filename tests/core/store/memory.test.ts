import { describe, expect, it, vi } from 'vitest';
import { randomName } from '../../../src/core/trace/random-name.ts';
import { createMemoryDatabase } from '../../../src/core/store/memory.ts';
import { storeOver } from '../../../src/core/store/over.ts';
import type { TraceStore } from '../../../src/core/store/store.ts';
import { framesOf, hookPage, recordsOf, testStore, type PageScript } from './store-fixture.ts';

vi.mock('../../../src/core/trace/random-name.ts', { spy: true });

const clock = { now: 1_000_000 };
const memoryStore = (limitBytes = 1e9): TraceStore =>
  storeOver(createMemoryDatabase({ firstId: 0, limitBytes }), () => clock.now);
const batch = (realm: string, n: number, write: (page: PageScript) => void) => ({ realm, n, page: hookPage(write) });
const flight = { kind: 'flight', tab: 1, session: 's', origin: 'https://one.test', title: 't' } as const;
const begun = (store: TraceStore): Promise<number> => store.create({ ...flight, created: 0, updated: 0 });
const frames =
  (from: number, to: number, size = 100) =>
  (page: PageScript) => {
    for (let seq = from; seq < to; seq += 1) page.frame(1, seq, new Uint8Array(size).fill(seq));
  };
const NO_LIMIT = { bytes: 1e9, ms: 1e12, originBytes: 1e9, totalBytes: 1e12 };

/** What a tab goes through: two realms, a list cleared and brought back, a copy, a recording deleted, retention. */
async function life(store: TraceStore): Promise<unknown[]> {
  clock.now = 1_000_000;
  const told: unknown[] = [];
  const first = await begun(store);
  await store.commit(first, [
    batch('a', 0, (page) => (page.page(), page.open(1), frames(0, 200)(page))),
    batch('b', 0, (page) => (page.page('https://one.test/b'), page.open(1), page.frame(1, 0))),
    batch('a', 0, (page) => page.frame(1, 99)),
  ]);
  clock.now += 1000;
  await store.commit(first, [batch('a', 1, frames(200, 300)), batch('a', 2, () => undefined)]);
  told.push(await store.pageSince(first, clock.now), await store.pageSince(first, clock.now + 1));
  const fork = await store.fork(first, ['a'], { ...flight, created: 1, updated: 1 });
  await store.commit(fork, [batch('a', 3, frames(300, 310))]);
  told.push(await recordsOf(store, fork), await store.committed(fork, 'a'), await store.committed(first, 'b'));
  told.push(await store.rejoin(first, fork), await store.recording(fork));
  const copying = { of: first, from: 2, to: 2 };
  told.push(await store.copy({ kind: 'named', origin: 'o', title: 'c', created: 0, updated: 0, copying }));
  const other = await begun(store);
  await store.commit(other, [batch('c', 0, (page) => (page.page(), page.open(1), page.close(1)))]);
  await store.update(other, { note: 'n', session: undefined });
  const gone = await begun(store);
  await store.append(
    gone,
    hookPage((page) => page.frame(1, 1)),
    1,
  );
  await store.remove(gone);
  await store.retain({ ...NO_LIMIT, bytes: 10_000 }, clock.now);
  for (const row of await store.recordings()) told.push(row, await recordsOf(store, row.id));
  return told;
}

describe('the store in memory', () => {
  it('keeps a batch of nothing but frames under the names of the recording, as a disk does', async () => {
    const store = memoryStore();
    const id = await begun(store);
    await store.commit(id, [batch('other', 0, (page) => page.open(1))]);
    await store.commit(id, [batch('r', 0, (page) => page.open(1))]);
    await store.commit(id, [batch('r', 1, frames(0, 5))]);
    const names = (await framesOf(store, id)).map((frame) => frame.split(' ')[0]);
    expect(names).toEqual(Array(5).fill('ws2'));
  });

  it('answers what the store on disk answers', async () => {
    const { store, clock: own } = testStore();
    own.now = 1_000_000;
    Object.defineProperty(own, 'now', { get: () => clock.now });
    // Recordings' names are random: here all of them are the same.
    vi.mocked(randomName).mockReturnValue('0'.repeat(32));
    expect(await life(memoryStore())).toEqual(await life(store));
    vi.restoreAllMocks();
  });

  it('keeps nothing of a commit for which there is no room, and says that it is full', async () => {
    const store = memoryStore(50_000);
    const id = await begun(store);
    await store.commit(id, [batch('a', 0, (page) => (page.open(1), frames(0, 100)(page)))]);
    const before = [await store.recordings(), await recordsOf(store, id)];
    await expect(store.commit(id, [batch('a', 1, frames(100, 600))])).rejects.toMatchObject({ code: 'full' });
    expect([await store.recordings(), await recordsOf(store, id)]).toEqual(before);
    expect(await store.committed(id, 'a')).toBe(0);
  });

  it('has room again after retention took the oldest frames, and the recording says how many went', async () => {
    const store = memoryStore(100_000);
    const id = await begun(store);
    for (let n = 0; n < 5; n += 1)
      await store.commit(id, [batch('a', n, (page) => (page.open(1), frames(n * 100, n * 100 + 100)(page)))]);
    await store.retain({ ...NO_LIMIT, bytes: 20_000 }, clock.now);
    await store.commit(id, [batch('a', 5, frames(500, 600))]);
    const { frames: kept, lost } = (await store.recording(id))!;
    expect(lost).toBeGreaterThan(0);
    expect(kept + lost).toBe(600);
    expect(await framesOf(store, id)).toHaveLength(kept);
  });

  it('does not let what it gave out be changed under it', async () => {
    const store = memoryStore();
    const id = await begun(store);
    const row = await store.recording(id);
    row!.title = 'another';
    expect(await store.recording(id)).toMatchObject({ title: 't' });
  });
});
