import { describe, expect, it } from 'vitest';
import { GENERATOR } from '../../../src/core/trace/archive/header.ts';
import { everythingIn, framesOf, hookPage, recordsOf, testStore } from './store-fixture.ts';

const KEY = 'a1b2c3d4'.repeat(8);

describe('committing batches', () => {
  it('keeps every record, names connections and realms, and counts', async () => {
    const { store, flight } = testStore();
    const id = await flight();
    const page = hookPage((write) => {
      write.page('https://user:pw@one.test/?a=secret#token');
      write.open(1, 'wss://comm.test/?key=secret');
      write.frame(1, 0, 'hello');
      write.frame(1, 1, new Uint8Array([1, 2, 3]));
      write.close(1);
    });
    const { row } = await store.commit(id, [{ realm: 'r1', n: 0, page }]);

    expect(row).toMatchObject({ pages: 1, frames: 2, lost: 0 });
    const records = await recordsOf(store, id);
    expect(records).toMatchObject([
      { kind: 'page', page: 'p1', url: 'https://one.test/?a=', recorder: GENERATOR },
      { kind: 'open', conn: 'ws1', page: 'p1', url: 'wss://comm.test/?key=' },
      { kind: 'frame', conn: 'ws1', seq: 0, size: 5, type: 'text' },
      { kind: 'frame', conn: 'ws1', seq: 1, size: 3, type: 'binary', payload: new Uint8Array([1, 2, 3]) },
      { kind: 'close', conn: 'ws1', code: 1000 },
    ]);
  });

  it('ignores batches that are committed already, in a group of their own and beside new ones', async () => {
    const { store, flight } = testStore();
    const id = await flight();
    const batch = (n: number) => ({ realm: 'r1', n, page: hookPage((write) => write.frame(1, n)) });
    await store.commit(id, [batch(0), batch(1)]);
    await store.commit(id, [batch(0), batch(1)]);
    const { row } = await store.commit(id, [batch(1), batch(2), batch(2)]);

    expect(row.frames).toBe(3);
    expect(await framesOf(store, id)).toEqual(['conn1 0 frame 0', 'conn1 1 frame 1', 'conn1 2 frame 2']);
    expect(await store.committed(id, 'r1')).toBe(2);
    expect(await store.committed(id, 'r2')).toBe(-1);
  });

  it('gives connections of interleaved realms numbers of their own, and keeps them over commits', async () => {
    const { store, flight } = testStore();
    const id = await flight();
    const first = (url: string) => hookPage((write) => (write.page(url), write.open(1), write.frame(1, 0, url)));
    const next = (text: string) => hookPage((write) => write.frame(1, 1, text));
    await store.commit(id, [
      { realm: 'a', n: 0, page: first('https://a.test/') },
      { realm: 'b', n: 0, page: first('https://b.test/') },
    ]);
    await store.commit(id, [
      { realm: 'b', n: 1, page: next('b') },
      { realm: 'a', n: 1, page: next('a') },
    ]);
    expect(await framesOf(store, id)).toEqual(['ws1 0 https://a.test/', 'ws2 0 https://b.test/', 'ws2 1 b', 'ws1 1 a']);
    const pages = (await recordsOf(store, id)).filter(({ kind }) => kind === 'page');
    expect(pages).toMatchObject([{ page: 'p1' }, { page: 'p2' }]);
  });

  it('writes a large batch of nothing but frames as one page, with its connections renamed, and leaves the batch as it was', async () => {
    const { store, flight } = testStore();
    const id = await flight();
    await store.commit(id, [{ realm: 'other', n: 0, page: hookPage((write) => (write.open(1), write.open(2))) }]);
    await store.commit(id, [{ realm: 'r', n: 0, page: hookPage((write) => (write.open(1), write.open(2))) }]);
    const page = hookPage((write) => {
      for (let seq = 0; seq < 6; seq += 1) write.frame(1 + (seq % 2), seq, `${seq}`.padEnd(262_144));
    });
    const asItWas = page.slice();
    const small = hookPage((write) => write.frame(2, 7, 'small'));
    const { row } = await store.commit(id, [
      { realm: 'r', n: 1, page: small },
      { realm: 'r', n: 2, page },
      { realm: 'r', n: 3, page: hookPage((write) => write.frame(1, 8, 'last')) },
    ]);

    expect(Buffer.compare(page, asItWas)).toBe(0);
    expect(row).toMatchObject({ frames: 8, pages: 5 });
    expect((await framesOf(store, id)).map((text) => text.trimEnd())).toEqual([
      'ws4 7 small',
      'ws3 0 0',
      'ws4 1 1',
      'ws3 2 2',
      'ws4 3 3',
      'ws3 4 4',
      'ws4 5 5',
      'ws3 8 last',
    ]);
  });

  it('goes on where it was after the store was opened anew', async () => {
    const { store, open, flight } = testStore();
    const id = await flight();
    await store.commit(id, [{ realm: 'a', n: 0, page: hookPage((write) => (write.open(1), write.frame(1, 0))) }]);
    store.close();
    const again = open();
    await again.commit(id, [{ realm: 'a', n: 0, page: hookPage((write) => (write.open(1), write.frame(1, 0))) }]);
    await again.commit(id, [{ realm: 'a', n: 1, page: hookPage((write) => write.frame(1, 1)) }]);
    expect(await framesOf(again, id)).toEqual(['ws1 0 frame 0', 'ws1 1 frame 1']);
  });

  it('names the parent of a frame after the top document of the tab', async () => {
    const { store, flight } = testStore();
    const id = await flight();
    await store.commit(id, [
      { realm: 'top', n: 0, page: hookPage((write) => write.page()) },
      { realm: 'inner', n: 0, page: hookPage((write) => write.page('https://frame.test/', { parent: 'frame' })) },
    ]);
    expect(await recordsOf(store, id)).toMatchObject([{ page: 'p1' }, { page: 'p2', parent: 'p1' }]);
  });

  it('splits what is large into pages and reads it back whole', async () => {
    const { store, flight } = testStore();
    const id = await flight();
    const payload = new Uint8Array(300_000).fill(7);
    const page = hookPage((write) => {
      for (let seq = 0; seq < 10; seq += 1) write.frame(1, seq, payload);
    });
    const { row } = await store.commit(id, [{ realm: 'a', n: 0, page }]);
    expect(row.pages).toBe(3);
    const numbers: number[] = [];
    for await (const { no } of store.source(id, () => () => undefined).pages(1)) numbers.push(no);
    expect(numbers).toEqual([2, 3]);
    expect(await recordsOf(store, id)).toHaveLength(10);
  });

  it('leaves nothing behind when the recording is gone', async () => {
    const { name, store, flight } = testStore();
    const id = await flight();
    await store.commit(id, [{ realm: 'a', n: 0, page: hookPage((write) => (write.open(1), write.frame(1, 0))) }]);
    await store.remove(id);
    await expect(
      store.commit(id, [{ realm: 'a', n: 1, page: hookPage((write) => write.frame(1, 1)) }]),
    ).rejects.toThrow(expect.objectContaining({ code: 'gone' }));
    expect(await everythingIn(name)).toBe('');
  });
});

describe('session keys', () => {
  it('come out of a commit with the name of their connection, and are nowhere in the database', async () => {
    const { name, store, flight } = testStore();
    const id = await flight();
    const batch = {
      realm: 'a',
      n: 0,
      page: hookPage((write) => (write.open(1), write.key(1, KEY), write.frame(1, 0))),
    };
    const { keys } = await store.commit(id, [batch]);

    expect(keys).toMatchObject([{ kind: 'key', conn: 'ws1', key: KEY, sendCounter: 0, receiveCounter: 1, step: 2 }]);
    const [record] = (await recordsOf(store, id)).filter(({ kind }) => kind === 'key');
    expect(record).toMatchObject({ conn: 'ws1', key: '0'.repeat(64), step: 2, t: keys[0]?.t });
    const disk = await everythingIn(name);
    expect(disk).toContain('frame 0');
    expect(disk).not.toContain(KEY);
  });

  it('come out again with a batch that is sent again', async () => {
    const { store, flight } = testStore();
    const id = await flight();
    const batch = { realm: 'a', n: 0, page: hookPage((write) => (write.open(1), write.key(1, KEY))) };
    const first = await store.commit(id, [batch]);
    const again = await store.commit(id, [batch]);
    expect(again.keys).toEqual(first.keys);
    expect(again.row.pages).toBe(1);
  });
});

describe('what a page may not send', () => {
  const cases: [string, (write: Parameters<Parameters<typeof hookPage>[0]>[0]) => void][] = [
    ['a frame of no connection', (write) => write.frame(0, 0)],
    ['an unknown kind', (write) => write.raw('foreign', 1, 5, '{"extra":{"a":1}}')],
    ['a time that is none', (write) => write.raw('note', 0, NaN, '{"text":"x"}')],
    ['a time beyond all dates', (write) => write.raw('note', 0, 1e300, '{"text":"x"}')],
    ['broken JSON', (write) => write.raw('state', 1, 5, '{"state":')],
    ['a missing member', (write) => write.raw('state', 1, 5, '{}')],
    ['a member of the wrong type', (write) => write.raw('close', 1, 5, '{"code":"x","reason":"","clean":true}')],
    ['an endless nest', (write) => write.raw('note', 0, 5, `{"text":"x","a":${'['.repeat(5000)}${']'.repeat(5000)}}`)],
    ['no JSON at all', (write) => write.raw('note', 0, 5, '')],
    [
      'a size that is none',
      (write) => write.rawFrame({ conn: 1, seq: 0, t: 5, dir: 'in', type: 'text', size: -1 }, 'x'),
    ],
  ];
  it.each(cases)('is dropped and counted: %s', async (_what, forge) => {
    const { store, flight } = testStore();
    const id = await flight();
    const page = hookPage((write) => (write.frame(1, 0, 'before'), forge(write), write.frame(1, 1, 'after')));
    const { row } = await store.commit(id, [{ realm: 'a', n: 0, page }]);
    expect(row).toMatchObject({ frames: 2, lost: 1 });
    expect((await recordsOf(store, id)).at(-1)).toMatchObject({ kind: 'lost', count: 1, why: 'malformed' });
  });

  it('is dropped and counted: bytes that are no page', async () => {
    const { store, flight } = testStore();
    const id = await flight();
    const whole = hookPage((write) => (write.frame(1, 0, 'kept'), write.frame(1, 1, 'cut off here')));
    const { row } = await store.commit(id, [{ realm: 'a', n: 0, page: whole.slice(0, whole.length - 16) }]);
    expect(row).toMatchObject({ frames: 1, lost: 1 });
    expect(await framesOf(store, id)).toEqual(['conn1 0 kept']);
  });

  it('does not get to name connections or pages', async () => {
    const { store, flight } = testStore();
    const id = await flight();
    const page = hookPage((write) => {
      write.open(1);
      write.raw('open', 2, 5, '{"page":"p9","transport":"webrtc","url":"","conn":"ws1"}');
      write.raw('state', 2, 5, '{"state":"open","conn":"ws1"}');
      write.rawFrame({ conn: 2, seq: 0, t: 5, dir: 'in', type: 'text', json: '{"conn":"ws1","op":"x"}' }, 'mine');
    });
    await store.commit(id, [{ realm: 'a', n: 0, page }]);
    expect(await recordsOf(store, id)).toMatchObject([
      { kind: 'open', conn: 'ws1' },
      { kind: 'open', conn: 'rtc2', page: 'p1' },
      { kind: 'state', conn: 'rtc2' },
      { kind: 'frame', conn: 'rtc2', op: 'x' },
    ]);
  });
});
