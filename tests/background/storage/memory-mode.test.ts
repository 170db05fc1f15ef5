import { describe, expect, it } from 'vitest';
import { isInMemory } from '../../../src/core/store/memory-ids.ts';
import { diskThatBreaks } from '../../core/store/fallback-fixture.ts';
import { framesOf, recordsOf } from '../../core/store/store-fixture.ts';
import { testBackground } from '../background-fixture.ts';

/** A background whose disk can be broken. */
function background() {
  const disk = diskThatBreaks();
  const test = testBackground();
  return { ...disk, session: test.session, start: (store = disk.store) => test.start(store) };
}

describe('recording while the disk does not work', () => {
  it('goes on in memory from the batch that could not be written, and the panel is shown the new recording', async () => {
    const { store, start, break: strike } = background();
    const { relay, panel, recordings, settled } = start();
    const watching = panel();
    const one = await relay('realm-one');
    one.send(0, (write) => (write.page(), write.open(1), write.frame(1, 0)));
    await settled();
    const first = (await recordings.find(1))!.id;
    strike();
    one.send(1, (write) => write.frame(1, 1));
    await settled();
    const row = (await recordings.find(1))!;
    expect([isInMemory(first), isInMemory(row.id)]).toEqual([false, true]);
    expect(await framesOf(store, row.id)).toEqual(['conn1 1 frame 1']);
    // The hook is asked to say again which connections there are, and the batch is not sent twice.
    expect(one.heard.slice(-2)).toEqual([{ type: 'anew' }, { type: 'committed', n: 1 }]);
    expect(one.state.isOpen).toBe(true);
    expect(watching.heard).toContainEqual({ type: 'recording', id: row.id, pinned: false, created: row.created });
  });

  it('is saved and marked in memory as on disk', async () => {
    const { store, start, break: strike } = background();
    strike();
    const { relay, saving, settled } = start();
    const one = await relay('realm-one');
    one.send(0, (write) => (write.page(), write.open(1), write.frame(1, 0)));
    await settled();
    const saved = (await saving.recent(1, undefined))!;
    expect(isInMemory(saved.id)).toBe(true);
    expect(await framesOf(store, saved.id)).toEqual(['ws1 0 frame 0']);
  });

  it('says how much went with the background, where that ends nevertheless', async () => {
    const { open, start, break: strike } = background();
    strike();
    const first = start();
    const one = await first.relay('realm-one');
    one.send(0, (write) => (write.page(), write.open(1), write.frame(1, 0), write.frame(1, 1)));
    await first.settled();
    const store = open();
    const { relay, recordings } = start(store);
    const again = await relay('realm-one');
    const row = (await recordings.find(1))!;
    expect(row.lost).toBe(2);
    expect(await recordsOf(store, row.id)).toMatchObject([{ kind: 'lost', count: 2 }]);
    expect(again.heard).toContainEqual({ type: 'anew' });
    // Once only.
    await relay('realm-two');
    expect((await recordings.find(1))!.lost).toBe(2);
  });

  it('is written down before the relay may let go of it: whenever the background dies, nothing is missing uncounted', async () => {
    const { start, session, break: strike } = background();
    strike();
    const { relay, settled } = start();
    const one = await relay('realm-one');
    const order: string[] = [];
    const { set } = session;
    session.set = async (items) => {
      await set(items);
      if ('in-memory' in items) order.push(JSON.stringify(items['in-memory']));
    };
    one.heard.push = (message) => order.push(message.type);
    one.send(0, (write) => (write.page(), write.open(1), write.frame(1, 0)));
    await settled();
    one.send(1, (write) => write.frame(1, 1));
    await settled();
    expect(order.filter((each) => each !== 'anew')).toEqual(['{"1":1}', 'committed', '{"1":2}', 'committed']);
  });
});
