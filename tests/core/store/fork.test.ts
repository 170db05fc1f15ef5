import { describe, expect, it } from 'vitest';
import { framesOf, hookPage, recordsOf, testStore } from './store-fixture.ts';

const row = {
  kind: 'flight',
  tab: 1,
  session: 's',
  origin: 'https://one.test',
  title: 't',
  created: 0,
  updated: 0,
} as const;

async function forked() {
  const test = testStore();
  const id = await test.flight();
  const page = hookPage((write) => {
    write.page();
    write.open(1);
    write.open(2, 'wss://gone.test/');
    write.frame(1, 0, 'before');
    write.close(2);
  });
  await test.store.commit(id, [{ realm: 'a', n: 0, page }]);
  const fork = await test.store.fork(id, ['a', 'unknown'], row);
  return { ...test, id, fork };
}

describe('a recording that carries on in another', () => {
  it('begins with the page and the connections that are open', async () => {
    const { store, fork } = await forked();
    expect(await recordsOf(store, fork)).toMatchObject([
      { kind: 'page', page: 'p1' },
      { kind: 'open', conn: 'ws1', page: 'p1', late: true },
    ]);
  });

  it('keeps names, and does not take again what the old one has', async () => {
    const { store, id, fork } = await forked();
    const known = { realm: 'a', n: 0, page: hookPage((write) => write.frame(1, 0, 'before')) };
    const fresh = { realm: 'a', n: 1, page: hookPage((write) => (write.frame(1, 1, 'after'), write.open(3))) };
    await store.commit(fork, [known, fresh]);
    expect(await framesOf(store, fork)).toEqual(['ws1 1 after']);
    expect((await recordsOf(store, fork)).at(-1)).toMatchObject({ kind: 'open', conn: 'ws3' });
    expect(await framesOf(store, id)).toEqual(['ws1 0 before']);
  });

  it('joined again, brings what it counted as lost, payloads apart', async () => {
    const { store, id, fork } = await forked();
    const cut = '{"count":3,"why":"payload left out: too much"}';
    await store.commit(fork, [{ realm: 'a', n: 1, page: hookPage((write) => write.raw('lost', 1, 1, cut)) }]);
    expect(await store.rejoin(id, fork)).toMatchObject({ lost: 3, cut: 3 });
  });

  it('joined again, is as if nothing had been', async () => {
    const { store, id, fork } = await forked();
    await store.update(id, { ended: 5 });
    await store.commit(fork, [{ realm: 'a', n: 1, page: hookPage((write) => (write.frame(1, 1), write.open(3))) }]);
    const joined = await store.rejoin(id, fork);
    await store.commit(id, [{ realm: 'a', n: 2, page: hookPage((write) => (write.frame(3, 0), write.open(4))) }]);

    expect(joined).toMatchObject({ id, frames: 2, pages: 2 });
    expect(joined.ended).toBeUndefined();
    expect(await framesOf(store, id)).toEqual(['ws1 0 before', 'ws1 1 frame 1', 'ws3 0 frame 0']);
    const opened = (await recordsOf(store, id)).flatMap((record) => (record.kind === 'open' ? [record.conn] : []));
    expect(opened).toEqual(['ws1', 'ws2', 'ws3', 'ws4']);
    expect(await store.recording(fork)).toBeUndefined();
  });
});
