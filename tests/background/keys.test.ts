import { describe, expect, it } from 'vitest';
import { createKeyVault } from '../../src/background/recorder/key-vault.ts';
import { retentionLimits } from '../../src/background/storage/retention-limits.ts';
import { RETENTION } from '../../src/core/store/retention-limits.ts';
import { createUpkeep } from '../../src/background/storage/upkeep.ts';
import type { KeyRecord } from '../../src/core/trace/records.ts';
import { hookPage, testStore } from '../core/store/store-fixture.ts';
import { memoryArea } from './background-fixture.ts';

const keyOf = (conn: string, step = 1): KeyRecord => ({
  kind: 'key',
  conn,
  t: 5,
  cipher: 'xsalsa20poly1305',
  key: 'ab'.repeat(32),
  sendCounter: 0,
  receiveCounter: 0,
  step,
});

describe('the key vault', () => {
  it('keeps each key once, however often and however interleaved it is told', async () => {
    const vault = createKeyVault(memoryArea());
    const [first, second, third] = await Promise.all([
      vault.add(1, [keyOf('ws1')]),
      vault.add(1, [keyOf('ws1'), keyOf('ws2')]),
      vault.add(2, [keyOf('ws1')]),
    ]);
    expect([first, second, third].map((keys) => keys.map(({ conn }) => conn))).toEqual([['ws1'], ['ws2'], ['ws1']]);
    expect(await vault.keys(1)).toHaveLength(2);
  });

  it('forgets with the recording', async () => {
    const area = memoryArea();
    const vault = createKeyVault(area);
    for (const id of [1, 2, 3]) await vault.add(id, [keyOf('ws1')]);
    await vault.forget(1);
    await vault.prune([3]);
    expect([...area.contents.keys()]).toEqual(['keys:3']);
  });

  it('holds the newest keys where there are more than storage.session has room for', async () => {
    const vault = createKeyVault(memoryArea());
    await vault.add(
      1,
      Array.from({ length: 5000 }, (_, step) => keyOf('ws1', step)),
    );
    const keys = await vault.keys(1);
    expect(keys).toHaveLength(4096);
    expect(keys.at(-1)?.step).toBe(4999);
    expect(JSON.stringify(keys).length).toBeLessThan(2_000_000);
  });
});

describe('upkeep', () => {
  it('takes the limits of the settings, where they are usable', async () => {
    const area = memoryArea();
    expect(await retentionLimits(area)).toEqual(RETENTION);
    await area.set({ retention: { bytes: 2_000_000, ms: 5, originBytes: 'much' } });
    expect(await retentionLimits(area)).toEqual({ ...RETENTION, bytes: 2_000_000 });
  });

  it('runs after so many bytes, and forgets the keys of recordings that went', async () => {
    const { store, clock, flight } = testStore();
    const vault = createKeyVault(memoryArea());
    const [gone, kept] = [await flight('https://one.test', { ended: 1 }), await flight()];
    for (const id of [gone, kept]) await vault.add(id, [keyOf('ws1')]);
    const limits = () => Promise.resolve({ ...RETENTION, ms: 60_000 });
    clock.now += 61_000;
    const upkeep = createUpkeep({
      store,
      vault,
      limits,
      clock: () => Promise.resolve(clock.now),
      uptime: () => 0,
      isFree: async () => false,
    });
    expect(upkeep.grown(1_000_000)).toBeUndefined();
    await upkeep.grown(8_000_000);
    expect((await store.recordings()).map(({ id }) => id)).toEqual([kept]);
    expect(await vault.keys(gone)).toEqual([]);
    expect(await vault.keys(kept)).toHaveLength(1);
  });

  it('gives back the room of imports whose panel is gone', async () => {
    const { store, clock } = testStore();
    const limits = () => Promise.resolve(RETENTION);
    const isFree = async (name: string) => name === 'gone';
    const upkeep = createUpkeep({
      store,
      vault: createKeyVault(memoryArea()),
      limits,
      clock: () => Promise.resolve(clock.now),
      uptime: () => 0,
      isFree,
    });
    for (const importing of ['gone', 'held']) {
      const id = await store.create({ kind: 'import', origin: '', title: 'a', created: 0, updated: 0, importing });
      await store.append(
        id,
        hookPage(({ open }) => open(1)),
        0,
      );
    }
    await upkeep.run();
    expect((await store.recordings()).map(({ pages }) => pages)).toEqual([0, 1]);
  });
});
