import { describe, expect, it } from 'vitest';
import { createBelievedClock } from '../../../src/background/storage/believed-clock.ts';
import { createUpkeep } from '../../../src/background/storage/upkeep.ts';
import { createKeyVault } from '../../../src/background/recorder/key-vault.ts';
import { hookPage, recordsOf, testStore } from '../../core/store/store-fixture.ts';
import { memoryArea } from '../background-fixture.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;
const LIMITS = { bytes: 1e9, ms: 30 * MINUTE, originBytes: 1e9, totalBytes: 1e12 };

/** A tab's recording, a clock that can be put anywhere, and a background that wakes and works. */
async function recorded() {
  const { store, clock, flight } = testStore();
  const id = await flight();
  const area = memoryArea();
  let run = 'first';
  let up = 0;
  const begin = () => {
    up = 0;
    const believed = createBelievedClock(
      area,
      Promise.resolve(run),
      () => clock.now,
      () => up,
    );
    return createUpkeep({
      store,
      vault: createKeyVault(memoryArea()),
      limits: () => Promise.resolve(LIMITS),
      clock: believed,
      uptime: () => up,
      isFree: async () => false,
    });
  };
  clock.now = 50 * YEAR;
  let upkeep = begin();
  // The first hour of all: since then the clock is believed.
  for (let looks = 0; looks < 62; looks += 1) await pass(MINUTE);
  await store.commit(id, [
    {
      realm: 'a',
      n: 0,
      page: hookPage((write) => {
        write.open(1);
        for (let seq = 0; seq < 80; seq += 1) write.frame(1, seq);
      }),
    },
  ]);

  /** Time goes by as it should, while the background is there. */
  async function pass(ms: number): Promise<void> {
    clock.now += ms;
    up += ms;
    await upkeep.run();
  }
  return {
    store,
    pass,
    /** Frames that are still there of the eighty. */
    frames: async () => (await recordsOf(store, id)).filter(({ kind }) => kind === 'frame').length,
    leap: (ms: number) => {
      clock.now += ms;
      return upkeep.run();
    },
    startAgain: () => {
      upkeep = begin();
      return upkeep.run();
    },
    startBrowserAgain: () => {
      run += ' again';
      upkeep = begin();
      return upkeep.run();
    },
  };
}

describe('the clock by which recordings grow old', () => {
  it('goes as the clock of the computer does', async () => {
    const { pass, frames } = await recorded();
    for (let minutes = 0; minutes < 29; minutes += 1) await pass(MINUTE);
    expect(await frames()).toBe(80);
    for (let minutes = 0; minutes < 2; minutes += 1) await pass(MINUTE);
    expect(await frames()).toBe(64);
  });

  it('is not put forward by one leap, nor by the death of the background: nothing goes', async () => {
    const { leap, pass, startAgain, frames } = await recorded();
    await leap(YEAR);
    await startAgain();
    for (let minutes = 0; minutes < 20; minutes += 1) await pass(MINUTE);
    expect(await frames()).toBe(80);
  });

  it('goes on evenly behind a leap that is taken back', async () => {
    const { leap, pass, frames } = await recorded();
    await leap(YEAR);
    await leap(-YEAR);
    for (let minutes = 0; minutes < 29; minutes += 1) await pass(MINUTE);
    expect(await frames()).toBe(80);
    for (let minutes = 0; minutes < 2; minutes += 1) await pass(MINUTE);
    expect(await frames()).toBe(64);
  });

  it('ages what is there while a leap is in doubt by the time that we have watched', async () => {
    const { leap, pass, frames } = await recorded();
    await leap(YEAR);
    for (let minutes = 0; minutes < 31; minutes += 1) await pass(MINUTE);
    expect(await frames()).toBe(64);
  });

  it('believes a leap that still stands when the browser starts again', async () => {
    const { leap, startBrowserAgain, frames } = await recorded();
    await leap(YEAR);
    expect(await frames()).toBe(80);
    await startBrowserAgain();
    expect(await frames()).toBe(64);
  });

  it('does not believe a leap between two lives of the browser at the first look', async () => {
    const { store, leap, startBrowserAgain, frames } = await recorded();
    const [row] = await store.recordings();
    await store.update(row?.id ?? 0, { ended: row?.updated });
    await startBrowserAgain();
    await leap(YEAR);
    expect(await frames()).toBe(80);
    expect(await store.recordings()).toHaveLength(1);
    await startBrowserAgain();
    expect(await store.recordings()).toHaveLength(0);
  });

  it('is put back with the clock, and what is stored then is not too old when that goes right again', async () => {
    const { leap, startAgain, frames } = await recorded();
    await leap(-YEAR);
    await startAgain();
    await leap(YEAR);
    expect(await frames()).toBe(80);
  });
});
