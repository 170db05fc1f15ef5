import { describe, expect, it } from 'vitest';
import { from, testBackground } from './background-fixture.ts';

const ONE = 'https://one.test';

describe('a site that is not to be captured', () => {
  it('is told so, and whatever comes from it all the same is kept nowhere', async () => {
    const { start, rights } = testBackground();
    rights.set(ONE, 'silent');
    const { relay, recordings, settled } = start();
    const one = await relay('realm-one');
    one.send(0, (write) => write.frame(1, 0));
    await settled();
    expect(one.heard).toEqual([{ type: 'welcome', binary: true, blobs: false, committed: -1, capture: false }]);
    expect(await recordings.find(1)).toBeUndefined();
  });

  it('is left by the scripts of ours when its permission is gone', async () => {
    const { start, rights } = testBackground();
    const { relay, recorder, recordings, store, settled } = start();
    const one = await relay('realm-one');
    const other = await relay('realm-two', from({ frame: 2, origin: 'https://two.test' }));
    one.send(0, (write) => write.frame(1, 0));
    await settled();
    rights.set(ONE, 'none');
    await recorder.recheck();
    one.send(1, (write) => write.frame(1, 1));
    other.send(0, (write) => write.frame(1, 0));
    await settled();
    expect(one.heard.at(-1)).toEqual({ type: 'withdraw' });
    expect(other.heard.at(-1)).toEqual({ type: 'committed', n: 0 });
    const row = await recordings.find(1);
    expect(await store.recording(row?.id ?? 0)).toMatchObject({ frames: 2 });
    const again = await relay('realm-one');
    expect(again.heard).toEqual([{ type: 'withdraw' }]);
  });

  it('begins where the user switches capture on, and stops where it is switched off', async () => {
    const { start, rights } = testBackground();
    rights.set(ONE, 'silent');
    const { relay, recorder, recordings, settled } = start();
    const one = await relay('realm-one');
    rights.set(ONE, 'capture');
    await recorder.recheck();
    await recorder.recheck();
    one.send(0, (write) => write.frame(1, 0));
    await settled();
    rights.set(ONE, 'silent');
    await recorder.recheck();
    one.send(1, (write) => write.frame(1, 1));
    await settled();
    expect(one.heard.slice(1)).toEqual([
      { type: 'capture', on: true },
      { type: 'committed', n: 0 },
      { type: 'capture', on: false },
    ]);
    expect(await recordings.find(1)).toMatchObject({ frames: 1 });
  });
});
