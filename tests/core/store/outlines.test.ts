import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../../src/core/store/outlines.ts';
import { thinPage } from '../../../src/core/store/thin.ts';
import { hookPage, recordsOf, testStore } from './store-fixture.ts';

const LOOSE = { bytes: 1e9, ms: 1e9, originBytes: 1e9, totalBytes: 1e12 };
const bulk = new Uint8Array(10_000).fill(65);

/** Bulk of two connections that are under way. */
const flood = (first: number, conns = [7, 3]): Uint8Array =>
  hookPage((write) => {
    for (let seq = first; seq < first + 4; seq += 1) for (const conn of conns) write.frame(conn, seq, bulk);
  });

describe('the outline of a page of bulk', () => {
  it('is what thinning it leaves', () => {
    const page = flood(200);
    expect(outlineOf(page)).toEqual(thinPage(page, 1));
  });

  it('is not made where anything of the page would stay', () => {
    const withHandshake = hookPage((write) => {
      write.frame(1, 3, 'hello');
      for (let seq = 64; seq < 68; seq += 1) write.frame(1, seq, bulk);
    });
    const withLife = hookPage((write) => {
      for (let seq = 64; seq < 68; seq += 1) write.frame(1, seq, bulk);
      write.close(1);
    });
    expect([outlineOf(withHandshake), outlineOf(withLife)]).toEqual([undefined, undefined]);
  });
});

describe('retention of pages that it need not read', () => {
  it('leaves the same as if it had read them', async () => {
    const results = [];
    for (const hasSeenThem of [true, false]) {
      const { store, open, clock, flight } = testStore();
      const id = await flight();
      for (let n = 0; n < 5; n += 1) await store.commit(id, [{ realm: 'a', n, page: flood(100 + n * 4) }]);
      await (hasSeenThem ? store : open()).retain({ ...LOOSE, bytes: 180_000 }, clock.now);
      const { frames, lost, bytes } = (await store.recording(id))!;
      results.push({ records: await recordsOf(store, id), frames, lost, bytes });
    }
    expect(results[0]).toMatchObject({ frames: 16, lost: 24 });
    expect(results[0]).toEqual(results[1]);
  });

  it('brings back nothing that was removed meanwhile', async () => {
    const { store, clock, flight } = testStore();
    const id = await flight();
    await store.commit(id, [{ realm: 'a', n: 0, page: flood(100) }]);
    const retaining = store.retain({ ...LOOSE, bytes: 1 }, clock.now);
    await store.remove(id);
    await retaining;
    expect(await recordsOf(store, id)).toEqual([]);
  });
});
