import { describe, expect, it } from 'vitest';
import type { TraceStore } from '../../src/core/store/store.ts';
import { StoreError } from '../../src/core/store/error.ts';
import { framesOf } from '../core/store/store-fixture.ts';
import { testBackground } from './background-fixture.ts';

describe('the recorder without room on disk', () => {
  it('says in words that the disk is full, and leaves the batch with the relay', async () => {
    const { start } = testBackground();
    const { store } = start();
    let retained = 0;
    const full: TraceStore = {
      ...store,
      retain: async () => void (retained += 1),
      commit: () => Promise.reject(new StoreError('full', 'The disk is full.')),
    };
    const { relay, panel, settled } = start(full);
    const { heard } = panel();
    const one = await relay('realm-one');
    one.send(0, (write) => write.frame(1, 0));
    await settled();
    expect(retained).toBe(1);
    expect(one.state.isOpen).toBe(false);
    expect(one.heard.filter(({ type }) => type === 'committed')).toEqual([]);
    const trouble = heard.find(({ type }) => type === 'trouble');
    expect(trouble).toMatchObject({ code: 'storage-full', message: expect.stringMatching(/full.*counted/) as string });
  });

  it('commits nothing that a relay had sent behind a batch that found no room: it would pass for all that there was', async () => {
    const { start } = testBackground();
    const { store } = start();
    let isFull = true;
    const filled: TraceStore = {
      ...store,
      commit: (id, batches) =>
        isFull ? Promise.reject(new StoreError('full', 'The disk is full.')) : store.commit(id, batches),
      // The second attempt fails as well; then there is room again.
      retain: () => Promise.resolve(void setTimeout(() => (isFull = false))),
    };
    const { recorder, recordings, relay, settled } = start(filled);
    const one = await relay('realm-one');
    one.send(0, (write) => (write.open(1), write.frame(1, 0)));
    await Promise.resolve();
    one.send(1, (write) => write.frame(1, 1));
    await settled();
    await new Promise((resolve) => setTimeout(resolve));
    one.send(2, (write) => write.frame(1, 2));
    await settled();
    expect(one.heard.filter(({ type }) => type === 'committed')).toEqual([]);
    expect(recorder.isConnected(1)).toBe(false);

    const again = await relay('realm-one');
    expect(again.heard[0]).toMatchObject({ committed: -1 });
    again.send(0, (write) => (write.open(1), write.frame(1, 0)));
    again.send(1, (write) => write.frame(1, 1));
    await settled();
    const id = (await recordings.find(1))?.id ?? 0;
    expect(await framesOf(store, id)).toEqual(['ws1 0 frame 0', 'ws1 1 frame 1']);
  });
});
