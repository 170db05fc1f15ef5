import { describe, expect, it } from 'vitest';
import { framesOf, recordsOf } from '../../core/store/store-fixture.ts';
import { from, testBackground } from '../background-fixture.ts';

const KEY = '0f1e2d3c'.repeat(8);

/** A tab with one frame a minute, the last of them now. */
async function tabWithMinutes(count: number) {
  const background = testBackground();
  const life = background.start();
  const one = await life.relay('realm-one');
  const send = async (n: number): Promise<void> => {
    one.send(n, (write) => {
      if (n === 0) write.open(1);
      if (n === 0) write.key(1, KEY);
      write.frame(1, 200 + n, `minute ${n}`);
    });
    await life.settled();
  };
  for (let n = 0; n < count; n += 1) {
    if (n > 0) background.clock.now += 60_000;
    await send(n);
  }
  return { background, ...life, send };
}

describe('the recent past of a tab', () => {
  it('is saved under a name, with its keys, and survives what retention takes', async () => {
    const { saving, store, vault, background } = await tabWithMinutes(10);
    const saved = await saving.recent(1, 150_000);
    const minutes = [7, 8, 9].map((n) => `ws1 ${200 + n} minute ${n}`);
    expect(saved).toMatchObject({ kind: 'named', name: 'Last 3 min of One', origin: 'https://one.test', frames: 3 });
    expect(saved?.header?.generator).toMatch(/^one-trace \d/);
    expect(await vault.keys(saved?.id ?? 0)).toHaveLength(1);
    await store.retain({ bytes: 1, ms: 1, originBytes: 1, totalBytes: 1 }, background.clock.now + 1e9);
    expect(await framesOf(store, saved?.id ?? 0)).toEqual(minutes);
  });

  it('is nothing to save where nothing happened, or in a tab that nobody knows', async () => {
    const { saving, background } = await tabWithMinutes(2);
    background.clock.now += 3_600_000;
    expect(await saving.recent(1, 60_000)).toBeUndefined();
    expect(await saving.recent(9, undefined)).toBeUndefined();
    expect(await saving.recent(1, undefined)).toMatchObject({ name: 'One', frames: 2 });
  });
});

describe('a stretch that was recorded', () => {
  it('becomes a recording of its own when it ends, once however often that is asked', async () => {
    const { saving, recorder, recordings, store, send } = await tabWithMinutes(2);
    await recorder.pin(from(), true);
    await send(2);
    await recorder.pin(from(), false);
    await send(3);
    const [[saved], again] = await Promise.all([saving.ended(), saving.ended()]);
    expect(again).toEqual([]);
    expect(await framesOf(store, saved?.id ?? 0)).toEqual(['ws1 202 minute 2']);
    expect((await recordings.find(1))?.pinnedFrom).toBeUndefined();
  });

  it('begins anew where the list is cleared, and goes on from where it began where that is undone', async () => {
    const { saving, recorder, store, send } = await tabWithMinutes(1);
    const recorded = async (): Promise<string[][]> => {
      const saved = await saving.ended();
      return Promise.all(saved.map(async ({ id }) => (await framesOf(store, id)).map((frame) => frame.slice(-1))));
    };
    await recorder.pin(from(), true);
    await send(1);
    await recorder.clear(1);
    await send(2);
    await recorder.undoClear(1);
    await send(3);
    await recorder.pin(from(), false);
    expect(await recorded()).toEqual([['1', '2', '3']]);

    await recorder.pin(from(), true);
    await send(4);
    await recorder.clear(1);
    await send(5);
    await recorder.pin(from(), false);
    expect(await recorded()).toEqual([['5']]);
  });

  it('is saved where its tab was closed, and where the browser died over it', async () => {
    const { recorder, background, send } = await tabWithMinutes(1);
    await recorder.pin(from(), true);
    await send(1);
    await recorder.end(1);
    // Another life of the background finds it.
    const next = background.start();
    const [saved] = await next.saving.ended();
    expect(await framesOf(next.store, saved?.id ?? 0)).toEqual(['ws1 201 minute 1']);
  });
});

describe('a reload of the page', () => {
  const document = async (keeps: boolean) => {
    const background = testBackground();
    background.keepsOnReload = keeps;
    const life = background.start();
    const first = await life.relay('realm-one');
    first.send(0, (write) => (write.page(), write.open(1), write.frame(1, 0, 'first')));
    await life.settled();
    const old = (await life.recordings.find(1))?.id ?? 0;
    const second = await life.relay('realm-two');
    return { background, ...life, first, second, old };
  };

  it('goes on with the list', async () => {
    const { recordings, old } = await document(true);
    expect((await recordings.find(1))?.id).toBe(old);
  });

  it('begins an empty list where that is wanted; what the old page says late stays with the rest of it', async () => {
    const { recordings, store, first, second, old, settled, recorder } = await document(false);
    first.send(1, (write) => write.frame(1, 1, 'late'));
    second.send(0, (write) => (write.page(), write.open(1), write.frame(1, 0, 'second')));
    await settled();
    const fresh = (await recordings.find(1))?.id ?? 0;
    expect(fresh).not.toBe(old);
    expect(await framesOf(store, old)).toEqual(['ws1 0 first', 'ws1 1 late']);
    expect(await framesOf(store, fresh)).toEqual(['ws2 0 second']);
    expect((await recordsOf(store, fresh))[0]).toMatchObject({ kind: 'page' });
    // Clear can be undone, and so can this.
    expect((await recorder.undoClear(1))?.id).toBe(old);
  });

  it('is told from the same page that comes back after the background died', async () => {
    const { background, old } = await document(true);
    background.keepsOnReload = false;
    const next = background.start();
    await next.relay('realm-one');
    expect((await next.recordings.find(1))?.id).toBe(old);
  });
});
