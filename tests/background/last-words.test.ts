import { describe, expect, it } from 'vitest';
import { StoreError } from '../../src/core/store/error.ts';
import type { TraceStore } from '../../src/core/store/store.ts';
import { recordsOf } from '../core/store/store-fixture.ts';
import { from, testBackground } from './background-fixture.ts';

/** What the recording says is missing. */
async function lossesOf(store: TraceStore, id: number): Promise<{ count: number; why: string }[]> {
  const records = await recordsOf(store, id);
  return records.flatMap((record) => (record.kind === 'lost' ? [{ count: record.count, why: record.why }] : []));
}

const going = (realm: string, ...waiting: { n: number; frames: number }[]) => ({ type: 'going', realm, waiting });
const WHY = 'on their way from the page when it went';

describe('what a document says last', () => {
  it('is counted where it was said how much there is, and not all of it came', async () => {
    const { start } = testBackground();
    const { store, recordings, relay, panel, waits, settled } = start();
    const { heard } = panel();
    const one = await relay('realm-one');
    one.send(0, (write) => (write.open(1), write.frame(1, 0)));
    one.say(going('realm-one', { n: 0, frames: 1 }, { n: 1, frames: 2 }, { n: 2, frames: 40 }));
    one.send(1, (write) => (write.frame(1, 1), write.frame(1, 2)));
    one.hangUp();
    await settled();
    const row = await recordings.find(1);
    expect(await lossesOf(store, row?.id ?? 0)).toEqual([{ count: 40, why: WHY }]);
    expect(row).toMatchObject({ frames: 3, lost: 40 });
    waits.splice(0).forEach((run) => run());
    expect(heard.filter(({ type }) => type === 'grown').at(-1)).toMatchObject({ pages: row?.pages });
  });

  it('is counted as far as it was said, where it is said in parts', async () => {
    const { start } = testBackground();
    const { store, recordings, relay, settled } = start();
    const one = await relay('realm-one');
    one.say(going('realm-one', { n: 0, frames: 3 }));
    one.say(going('realm-one', { n: 1, frames: 4 }));
    for (const nonsense of [
      going('realm-one', { n: -1, frames: 1 }),
      { type: 'going', realm: 'realm-one', waiting: 7 },
    ])
      one.say(nonsense);
    one.hangUp();
    await settled();
    expect(await lossesOf(store, (await recordings.find(1))?.id ?? 0)).toEqual([{ count: 7, why: WHY }]);
  });

  it('costs no word where it came, or where the document is still there', async () => {
    const { start } = testBackground();
    const { store, recordings, relay, settled } = start();
    const [one, two] = [await relay('realm-one'), await relay('realm-two')];
    for (const each of [one, two]) each.send(0, (write) => (write.open(1), write.frame(1, 0)));
    one.say(going('realm-one', { n: 0, frames: 1 }));
    two.say(going('realm-two', { n: 1, frames: 1 }));
    one.hangUp();
    await settled();
    expect(await lossesOf(store, (await recordings.find(1))?.id ?? 0)).toEqual([]);
  });

  it("is nobody's where the site is not captured", async () => {
    const { start, rights } = testBackground();
    const { store, recordings, relay, settled } = start();
    const one = await relay('realm-one');
    one.send(0, (write) => write.frame(1, 0));
    rights.set('https://two.test', 'silent');
    const two = await relay('realm-two', from({ origin: 'https://two.test' }));
    two.say(going('realm-two', { n: 0, frames: 5 }));
    two.hangUp();
    await settled();
    expect(await lossesOf(store, (await recordings.find(1))?.id ?? 0)).toEqual([]);
  });

  it('is counted once there is room for the count', async () => {
    const { start } = testBackground();
    const { store } = start();
    let isFull = true;
    const orFull = <T>(work: () => Promise<T>): Promise<T> =>
      isFull ? Promise.reject(new StoreError('full', 'The disk is full.')) : work();
    const { recordings, relay, settled } = start({
      ...store,
      commit: (id, batches) => orFull(() => store.commit(id, batches)),
      append: (...args) => orFull(() => store.append(...args)),
    });
    const one = await relay('realm-one');
    one.say(going('realm-one', { n: 0, frames: 5 }));
    one.send(0, (write) => write.frame(1, 0));
    await settled();
    isFull = false;
    const two = await relay('realm-two');
    two.send(0, (write) => write.frame(1, 0));
    await settled();
    const { id = 0 } = (await recordings.find(1)) ?? {};
    expect(await lossesOf(store, id)).toEqual([{ count: 5, why: WHY }]);
  });
});
