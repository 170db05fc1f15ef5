import { describe, expect, it } from 'vitest';
import { framesOf, recordsOf } from '../core/store/store-fixture.ts';
import { from, testBackground } from './background-fixture.ts';

const KEY = '0f1e2d3c'.repeat(8);

describe('clear, undo and record', () => {
  it('clears into a new recording that knows the open connections, and back', async () => {
    const { start } = testBackground();
    const { store, recorder, recordings, relay, vault, settled } = start();
    const one = await relay('realm-one');
    one.send(0, (write) => (write.page(), write.open(1), write.key(1, KEY), write.frame(1, 0)));
    await settled();
    const old = (await recordings.find(1))?.id ?? 0;
    const cleared = (await recorder.clear(1))?.id ?? 0;
    one.send(1, (write) => write.frame(1, 1));
    await settled();
    expect(await framesOf(store, cleared)).toEqual(['ws1 1 frame 1']);
    expect(await vault.keys(cleared)).toHaveLength(1);
    expect((await recordings.find(1))?.id).toBe(cleared);

    expect((await recorder.undoClear(1))?.id).toBe(old);
    one.send(2, (write) => write.frame(1, 2));
    await settled();
    expect(await framesOf(store, old)).toEqual(['ws1 0 frame 0', 'ws1 1 frame 1', 'ws1 2 frame 2']);
    expect((await recordsOf(store, old)).filter(({ kind }) => kind === 'open')).toHaveLength(1);
    expect(await recorder.undoClear(1)).toBeUndefined();
  });

  it('pins from now on, and until it is told to stop', async () => {
    const { start } = testBackground();
    const { store, recorder, recordings, relay, settled } = start();
    const one = await relay('realm-one');
    const send = async (n: number): Promise<void> => (one.send(n, (write) => write.frame(1, 200 + n)), settled());
    await send(0);
    expect(await recorder.pin(from(), true)).toMatchObject({ pinnedFrom: 2 });
    await send(1);
    expect(await recorder.pin(from(), false)).toMatchObject({ pinnedFrom: 2, pinnedTo: 2 });
    await send(2);
    await store.retain({ bytes: 1, ms: 1, originBytes: 1, totalBytes: 1e12 }, 1e15);
    expect(await framesOf(store, (await recordings.find(1))?.id ?? 0)).toEqual(['conn1 201 frame 201']);
  });

  it('records a tab of which nothing was heard yet', async () => {
    const { start } = testBackground();
    const { recorder, recordings, relay } = start();
    const row = await recorder.pin(from({ tab: 5 }), true);
    expect(row).toMatchObject({ tab: 5, pinnedFrom: 1, pages: 0 });
    await relay('realm-five', from({ tab: 5 }));
    expect((await recordings.find(5))?.id).toBe(row?.id);
  });

  it('ends the recording of a tab that closed, with what came last still in it', async () => {
    const { start, clock } = testBackground();
    const { store, recorder, relay, recordings, settled } = start();
    const one = await relay('realm-one');
    const id = (await recordings.find(1))?.id ?? 0;
    one.send(0, (write) => write.frame(1, 0, 'last'));
    await recorder.end(1);
    one.send(1, (write) => write.frame(1, 1, 'straggler'));
    await settled();
    expect(await store.recording(id)).toMatchObject({ ended: clock.now });
    expect(await framesOf(store, id)).toEqual(['conn1 0 last', 'conn1 1 straggler']);
    expect(await recordings.find(1)).toBeUndefined();
  });

  it('ends what an earlier run of the browser, or a tab that is not there, left open', async () => {
    const { start, flight } = testBackground();
    const { store, recordings, relay } = start();
    const earlier = await flight();
    await relay('realm-one');
    await relay('realm-two', from({ tab: 2 }));
    await recordings.endOthers([2]);
    const open = (await store.recordings()).filter(({ ended }) => ended === undefined);
    expect(open.map(({ tab }) => tab)).toEqual([2]);
    expect(await store.recording(earlier)).toMatchObject({ ended: expect.any(Number) as number });
  });
});
