import { describe, expect, it } from 'vitest';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { framesOf, hookPage, recordsOf, testStore } from './store-fixture.ts';

const LOOSE = { bytes: 1e9, ms: 1e9, originBytes: 1e9, totalBytes: 1e12 };
const bulk = (size = 40_000) => new Uint8Array(size).fill(65);

/** A connection with a handshake of 70 small frames and then bulk. */
const session = () =>
  hookPage((write) => {
    write.page();
    write.open(1);
    for (let seq = 0; seq < 70; seq += 1) write.frame(1, seq, `hand ${seq}`);
    for (let seq = 70; seq < 75; seq += 1) write.frame(1, seq, bulk());
    write.close(1);
  });

const kindsOf = (records: TraceRecord[]): string[] => [...new Set(records.map(({ kind }) => kind))];
const lostOf = (records: TraceRecord[]): object[] => records.filter(({ kind }) => kind === 'lost');

describe('retention', () => {
  it('leaves a recording alone that is young and small', async () => {
    const { store, flight } = testStore();
    const id = await flight();
    await store.commit(id, [{ realm: 'a', n: 0, page: session() }]);
    const before = await recordsOf(store, id);
    await store.retain(LOOSE, 1_000_000);
    expect(await recordsOf(store, id)).toEqual(before);
  });

  it('keeps life cycle and handshakes of what is too old, and counts what went where it was', async () => {
    const { store, clock, flight } = testStore();
    const id = await flight();
    await store.commit(id, [{ realm: 'a', n: 0, page: session() }]);
    await store.retain({ ...LOOSE, ms: 60_000 }, clock.now + 61_000);

    const records = await recordsOf(store, id);
    expect(kindsOf(records)).toEqual(['page', 'open', 'frame', 'lost', 'close']);
    expect(await framesOf(store, id)).toEqual(Array.from({ length: 64 }, (_, seq) => `ws1 ${seq} hand ${seq}`));
    expect(lostOf(records)).toMatchObject([{ conn: 'ws1', count: 11, why: 'retention' }]);
    const page = await store.source(id, () => () => undefined).page(1);
    expect(page).toMatchObject({ no: 1, thinned: true });
    expect(await store.recording(id)).toMatchObject({ frames: 64, lost: 11, bytes: page?.bytes.length });
  });

  it('does not count twice what it took before', async () => {
    const { store, clock, flight } = testStore();
    const id = await flight();
    await store.commit(id, [{ realm: 'a', n: 0, page: session() }]);
    for (let run = 0; run < 3; run += 1) await store.retain({ ...LOOSE, ms: 60_000 }, clock.now + 61_000 + run);
    expect(await store.recording(id)).toMatchObject({ frames: 64, lost: 11 });
  });

  it('counts a message once that went, though its payload had been cut before', async () => {
    const { store, clock, flight } = testStore();
    const id = await flight();
    const page = hookPage((write) => {
      write.open(1);
      for (let seq = 100; seq < 105; seq += 1) write.frame(1, seq, bulk());
      write.raw('lost', 0, 5, '{"count":5,"why":"payload cut short: too much"}');
      write.raw('lost', 0, 5, '{"count":2,"why":"too slow"}');
    });
    await store.commit(id, [{ realm: 'a', n: 0, page }]);
    expect(await store.recording(id)).toMatchObject({ frames: 5, lost: 7, cut: 5 });
    await store.retain({ ...LOOSE, bytes: 1 }, clock.now);
    expect(await recordsOf(store, id)).toMatchObject([{ kind: 'lost', count: 1 + 5 + 2, why: 'retention' }]);
    expect(await store.recording(id)).toMatchObject({ frames: 0, lost: 1 + 5 + 2, cut: 0 });
  });

  it('takes the oldest bulk first where there is too much of it', async () => {
    const { store, clock, flight } = testStore();
    const id = await flight();
    for (let n = 0; n < 5; n += 1) {
      const page = hookPage((write) => (n === 0 && write.open(1), write.frame(1, 100 + n, bulk(100_000))));
      await store.commit(id, [{ realm: 'a', n, page }]);
    }
    await store.retain({ ...LOOSE, bytes: 250_000 }, clock.now);
    const seqs = (await recordsOf(store, id)).flatMap((record) => (record.kind === 'frame' ? [record.seq] : []));
    expect(seqs).toEqual([103, 104]);
    expect((await store.recording(id))?.bytes).toBeLessThan(250_000);
  });

  it('bounds what life cycle itself takes, and still says how much went', async () => {
    const { store, clock, flight } = testStore();
    const id = await flight();
    for (let n = 0; n < 8; n += 1) {
      const page = hookPage((write) => {
        for (let conn = 1; conn < 300; conn += 1) write.raw('state', conn, 5, '{"state":"open","detail":"x"}');
      });
      await store.commit(id, [{ realm: 'a', n, page }]);
    }
    const before = (await store.recording(id))?.bytes ?? 0;
    await store.retain({ ...LOOSE, bytes: before / 20, ms: 1 }, clock.now + 10);
    const records = await recordsOf(store, id);
    const missing = records.reduce((sum, record) => sum + (record.kind === 'lost' ? record.count : 0), 0);
    const left = records.filter(({ kind }) => kind === 'state').length;
    expect(missing + left).toBe(8 * 299);
    expect((await store.recording(id))?.bytes).toBeLessThan(before / 10);
  });

  it('never touches what is pinned, nor ends a recording that has a pinned stretch', async () => {
    const { store, clock, flight } = testStore();
    const id = await flight('https://one.test', { ended: 1, pinnedFrom: 2 });
    for (let n = 0; n < 3; n += 1)
      await store.commit(id, [{ realm: 'a', n, page: hookPage((write) => write.frame(1, 500 + n, 'late')) }]);
    await store.update(id, { pinnedTo: 2 });
    await store.retain({ bytes: 1, ms: 1, originBytes: 1, totalBytes: 1e12 }, clock.now + 1e9);
    expect(await framesOf(store, id)).toEqual(['conn1 501 late']);
  });

  it('removes recordings of tabs that closed long ago, and no others', async () => {
    const { store, clock, flight } = testStore();
    const [gone, recent, open] = [await flight('a', { ended: 1 }), await flight('a'), await flight('a')];
    await store.update(recent, { ended: clock.now + 50_000 });
    await store.retain({ ...LOOSE, ms: 60_000 }, clock.now + 61_000);
    expect((await store.recordings()).map(({ id }) => id)).toEqual([recent, open]);
    expect(await store.recording(gone)).toBeUndefined();
  });

  it('makes a site that fills its budget evict its own recordings only', async () => {
    const { store, clock, flight } = testStore();
    const quiet = await flight('https://quiet.test');
    await store.commit(quiet, [{ realm: 'q', n: 0, page: hookPage((write) => write.frame(1, 900, bulk(50_000))) }]);
    const loud = [await flight('https://loud.test'), await flight('https://loud.test')];
    for (const id of loud) {
      clock.now += 1;
      await store.commit(id, [{ realm: 'l', n: 0, page: hookPage((write) => write.frame(1, 900, bulk(50_000))) }]);
    }
    await store.retain({ ...LOOSE, originBytes: 60_000 }, clock.now);
    expect(await store.recording(quiet)).toMatchObject({ frames: 1, lost: 0 });
    expect(await store.recording(loud[0] ?? 0)).toMatchObject({ frames: 0, lost: 1 });
    expect(await store.recording(loud[1] ?? 0)).toMatchObject({ frames: 1, lost: 0 });
  });

  it('makes room for what was saved by taking of the site that has most, and never of what was saved', async () => {
    const { store, clock, flight } = testStore();
    const saved = await store.create({ kind: 'named', origin: 'c', title: '', created: 0, updated: 0 });
    const [greedy, modest] = [await flight('greedy'), await flight('modest')];
    const commit = (id: number, n: number) =>
      store.commit(id, [{ realm: 'a', n, page: hookPage((write) => write.frame(1, 100 + n, bulk(16_000_000))) }]);
    for (let n = 0; n < 2; n += 1) await commit(saved, n);
    for (let n = 0; n < 6; n += 1) await commit(greedy, n);
    await commit(modest, 0);
    await store.retain({ ...LOOSE, totalBytes: 100_000_000 }, clock.now);
    const frames = (await store.recordings()).map(({ frames }) => frames);
    expect(frames).toEqual([2, 3, 1]);
    // Even where nothing is left of the limit, there is a recent past to save from.
    await store.retain({ ...LOOSE, totalBytes: 1_000_000 }, clock.now);
    expect((await store.recording(saved))?.frames).toBe(2);
  });
});
