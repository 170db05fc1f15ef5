import { describe, expect, it } from 'vitest';
import { framesOf, hookPage, recordsOf, testStore, type PageScript } from './store-fixture.ts';

const saved = (of: number, from: number, to: number) =>
  ({
    kind: 'named',
    origin: 'https://one.test',
    title: 't',
    name: 'Saved',
    created: 0,
    updated: 0,
    copying: { of, from, to },
  }) as const;

/** Four pages, a second between them: one connection that goes on through all, one that ends early, one that begins late. */
async function recorded() {
  const test = testStore();
  const { store, clock } = test;
  const id = await test.flight();
  const start = clock.now;
  const commit = async (n: number, write: (page: PageScript) => void): Promise<void> => {
    clock.now = start + n * 1000;
    await store.commit(id, [{ realm: 'a', n, page: hookPage(write) }]);
  };
  await commit(0, (write) => {
    write.page();
    write.open(1);
    write.open(2, 'wss://gone.test/');
    write.frame(1, 0, 'hello');
    write.frame(1, 1, new Uint8Array(5000));
    write.frame(2, 0, 'ended');
  });
  await commit(1, (write) => (write.close(2), write.frame(1, 2, 'early')));
  await commit(2, (write) => (write.open(3), write.frame(1, 70, 'middle')));
  await commit(3, (write) => (write.frame(3, 0, 'new'), write.raw('lost', 3, 1, '{"count":4,"why":"x"}')));
  return { ...test, id, start };
}

describe('a stretch saved as a recording of its own', () => {
  it('counts the payloads that were cut in it apart', async () => {
    const { store, flight } = testStore();
    const id = await flight();
    const cut = '{"count":3,"why":"payloads given up by the relay for want of memory"}';
    const page = hookPage((write) => {
      write.frame(1, 0);
      write.raw('lost', 1, 1, cut);
      write.raw('lost', 1, 1, '{"count":4,"why":"x"}');
    });
    const { row } = await store.commit(id, [{ realm: 'a', n: 0, page }]);
    expect(row).toMatchObject({ lost: 7, cut: 3 });
    expect(await store.copy(saved(id, 1, 1))).toMatchObject({ lost: 7, cut: 3 });
  });

  it('holds the stretch, and of what came before how its connections began', async () => {
    const { store, id, start } = await recorded();
    const from = await store.pageSince(id, start + 2000);
    expect(from).toBe(3);
    const copy = await store.copy(saved(id, from, 4));

    expect(copy).toMatchObject({ name: 'Saved', pages: 4, frames: 4, lost: 4, conns: 3 });
    expect(copy.copying).toBeUndefined();
    const frames = ['ws1 0 hello', 'ws1 2 early', 'ws1 70 middle', 'ws3 0 new'];
    expect(await framesOf(store, copy.id)).toEqual(frames);
    const opened = (await recordsOf(store, copy.id)).flatMap((each) => (each.kind === 'open' ? [each.conn] : []));
    expect(opened).toEqual(['ws1', 'ws3']);
    expect((await recordsOf(store, copy.id))[0]).toMatchObject({ kind: 'page', page: 'p1' });
    // The tab goes on recording as if nothing had been.
    expect((await store.recording(id))?.frames).toBe(6);
  });

  it('knows where a moment lies, also one before or after everything', async () => {
    const { store, id, start } = await recorded();
    expect(await store.pageSince(id, 0)).toBe(1);
    expect(await store.pageSince(id, start + 1)).toBe(2);
    expect(await store.pageSince(id, start + 99_000)).toBe(5);
  });

  it('is finished by the next life of the background', async () => {
    const { store, id } = await recorded();
    const half = await store.create(saved(id, 3, 4));
    await store.resumeCopies();
    expect(await framesOf(store, half)).toHaveLength(4);
    expect((await store.recording(half))?.copying).toBeUndefined();
    await store.resumeCopies();
    expect(await framesOf(store, half)).toHaveLength(4);
  });

  it('goes on where more is put into it, as a mark', async () => {
    const { store, id } = await recorded();
    const copy = await store.copy(saved(id, 3, 4));
    await store.append(
      copy.id,
      hookPage((write) => write.raw('note', 0, 9, '{"type":"mark","text":"here"}')),
      0,
    );
    expect((await recordsOf(store, copy.id)).at(-1)).toMatchObject({ kind: 'note', text: 'here' });
    expect((await store.recording(copy.id))?.pages).toBe(5);
  });
});
