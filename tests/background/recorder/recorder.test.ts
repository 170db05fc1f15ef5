import { describe, expect, it } from 'vitest';
import type { TraceStore } from '../../../src/core/store/store.ts';
import { StoreError } from '../../../src/core/store/error.ts';
import { everythingIn, framesOf } from '../../core/store/store-fixture.ts';
import { encodeBase64 } from '../../../src/core/trace/base64.ts';
import { batchOf, from, helloOf, memoryLink, testBackground } from '../background-fixture.ts';

const KEY = '0f1e2d3c'.repeat(8);

describe('the recorder', () => {
  it('welcomes a relay, commits its batches and says so afterwards', async () => {
    const { start, events } = testBackground();
    const { store, recordings, relay, settled } = start();
    const one = await relay('realm-one');
    one.send(0, (write) => (write.page(), write.open(1), write.frame(1, 0)));
    one.send(1, (write) => write.frame(1, 1));
    await settled();

    expect(events).toEqual(['hello realm-one']);
    expect(one.heard[0]).toEqual({ type: 'welcome', binary: true, blobs: false, committed: -1, capture: true });
    expect(one.heard.at(-1)).toEqual({ type: 'committed', n: 1 });
    const row = await recordings.find(1);
    expect(row).toMatchObject({ kind: 'flight', tab: 1, session: 'run', origin: 'https://one.test', title: 'One' });
    expect(await framesOf(store, row?.id ?? 0)).toEqual(['ws1 0 frame 0', 'ws1 1 frame 1']);
  });

  it('takes base64 from a relay whose port cannot carry bytes', async () => {
    const { start } = testBackground();
    const { store, recorder, recordings, settled } = start();
    const line = memoryLink<unknown>();
    recorder.connect(line.link, from());
    line.say({ ...helloOf('realm-one'), probe: { 0: 1, 1: 2, 2: 3 } });
    await settled();
    const batch = batchOf('realm-one', 0, (write) => write.frame(1, 0));
    line.say({ ...batch, page: encodeBase64(batch.page) });
    await settled();
    expect(line.heard).toMatchObject([
      { type: 'welcome', binary: false },
      { type: 'committed', n: 0 },
    ]);
    expect(await framesOf(store, (await recordings.find(1))?.id ?? 0)).toEqual(['conn1 0 frame 0']);
  });

  it('takes Blobs from a relay whose port carries them, and settles when they are on disk', async () => {
    const { start } = testBackground();
    const { store, recorder, recordings, settled } = start();
    const line = memoryLink<unknown>();
    recorder.connect(line.link, from());
    line.say({ ...helloOf('realm-one'), blob: new Blob() });
    await settled();
    const batch = batchOf('realm-one', 0, (write) => (write.open(1), write.frame(1, 0)));
    line.say({ ...batch, page: new Blob([batch.page as Uint8Array<ArrayBuffer>]) });
    line.say(batchOf('realm-one', 1, (write) => write.frame(1, 1)));
    await settled();
    expect(line.heard[0]).toMatchObject({ type: 'welcome', binary: true, blobs: true });
    expect(line.heard.at(-1)).toEqual({ type: 'committed', n: 1 });
    expect(await framesOf(store, (await recordings.find(1))?.id ?? 0)).toEqual(['ws1 0 frame 0', 'ws1 1 frame 1']);
  });

  it('commits what came during a commit in one further transaction', async () => {
    const { start } = testBackground();
    const background = start();
    const sizes: number[] = [];
    const counting: TraceStore = {
      ...background.store,
      commit: (id, batches) => (sizes.push(batches.length), background.store.commit(id, batches)),
    };
    const { relay, settled } = start(counting);
    const one = await relay('realm-one');
    for (let n = 0; n < 10; n += 1) one.send(n, (write) => write.frame(1, n));
    await settled();
    expect(sizes.reduce((sum, size) => sum + size)).toBe(10);
    expect(sizes.length).toBeLessThanOrEqual(2);
  });

  it('loses and doubles nothing when the background dies at any moment', async () => {
    const { start } = testBackground();
    const sent = Array.from({ length: 40 }, (_, n) => n);
    let unconfirmed = sent;
    let seed = 7;
    for (let life = 0; unconfirmed.length > 0; life += 1) {
      const store = start().store;
      // This life ends after a few commits; the last one reaches the disk, but nobody hears of it.
      let commits = (seed = (seed * 5 + 3) % 11) % 4;
      const mortal: TraceStore = {
        ...store,
        async commit(id, batches) {
          const commit = await store.commit(id, batches);
          if ((commits -= 1) < 0 && life < 8) throw new StoreError('unusable', 'died');
          return commit;
        },
      };
      const { relay, settled } = start(mortal);
      const one = await relay('realm-one');
      const [welcome] = one.heard;
      const committed = welcome?.type === 'welcome' ? welcome.committed : -1;
      unconfirmed = unconfirmed.filter((n) => n > committed);
      for (const n of unconfirmed.slice(0, 9)) {
        one.send(n, (write) => (n === 0 && write.open(1), write.frame(1, n)));
        if (n % 3 === 0) await settled();
      }
      await settled();
      const acknowledged = one.heard.flatMap((command) => (command.type === 'committed' ? [command.n] : []));
      unconfirmed = unconfirmed.filter((n) => n > Math.max(-1, ...acknowledged));
    }
    const { store, recordings } = start();
    const frames = await framesOf(store, (await recordings.find(1))?.id ?? 0);
    expect(frames).toEqual(sent.map((n) => `ws1 ${n} frame ${n}`));
  });

  it('keeps session keys out of the database and tells the panels', async () => {
    const { name, session, start } = testBackground();
    const { recordings, relay, panel, vault, settled } = start();
    const { heard } = panel();
    const one = await relay('realm-one');
    one.send(0, (write) => (write.open(1), write.key(1, KEY), write.frame(1, 0)));
    await settled();

    const id = (await recordings.find(1))?.id ?? 0;
    expect(heard).toContainEqual({ type: 'keys', id, keys: [expect.objectContaining({ conn: 'ws1', key: KEY })] });
    expect(await vault.keys(id)).toMatchObject([{ conn: 'ws1', key: KEY }]);
    expect([...session.contents.values()].join()).toContain(KEY);
    expect(await everythingIn(name)).toContain('frame 0');
    expect(await everythingIn(name)).not.toContain(KEY);
  });

  it('keeps a key that was committed by a background that died before it could keep it', async () => {
    const { session, start } = testBackground();
    const first = start();
    const one = await first.relay('realm-one');
    one.send(0, (write) => (write.open(1), write.key(1, KEY)));
    await first.settled();
    session.contents.clear();

    const second = start();
    const again = await second.relay('realm-one');
    again.send(0, (write) => (write.open(1), write.key(1, KEY)));
    await second.settled();
    const id = (await second.recordings.find(1))?.id ?? 0;
    expect(await second.vault.keys(id)).toMatchObject([{ conn: 'ws1', key: KEY }]);
    expect((await second.store.recording(id))?.pages).toBe(1);
  });

  it('begins another recording where the user deleted the one that runs', async () => {
    const { start } = testBackground();
    const { store, recordings, relay, panel, settled } = start();
    const { heard } = panel();
    const one = await relay('realm-one');
    const old = (await recordings.find(1))?.id ?? 0;
    await store.remove(old);
    one.send(0, (write) => write.frame(1, 0));
    await settled();
    const id = (await recordings.find(1))?.id ?? 0;
    expect(id).not.toBe(old);
    expect(heard).toContainEqual({ type: 'recording', id, pinned: false, created: 1_000_000 });
    expect(one.heard.slice(1)).toEqual([{ type: 'anew' }, { type: 'committed', n: 0 }]);
    expect(await framesOf(store, id)).toEqual(['conn1 0 frame 0']);
  });

  it('keeps what a document said that was gone before it was welcomed, in the recording that it begins', async () => {
    const { start } = testBackground();
    const { store, recorder, recordings, relay, settled } = start();
    const one = await relay('realm-one');
    one.send(0, (write) => write.frame(1, 0));
    const line = memoryLink<unknown>();
    recorder.connect(line.link, from());
    line.say(helloOf('realm-two'));
    line.say(batchOf('realm-two', 0, (write) => write.frame(1, 1)));
    line.hangUp();
    await settled();
    expect(await framesOf(store, (await recordings.find(1))?.id ?? 0)).toEqual(['conn1 0 frame 0', 'conn2 1 frame 1']);
  });

  it('takes batches of one realm a port, and only after its hello', async () => {
    const { start } = testBackground();
    const { store, recorder, recordings, relay, settled } = start();
    const early = memoryLink<unknown>();
    recorder.connect(early.link, from());
    early.say(batchOf('realm-early', 0, (write) => write.frame(1, 0, 'early')));
    const one = await relay('realm-one');
    one.say(batchOf('realm-other', 0, (write) => write.frame(1, 0, 'other')));
    for (const nonsense of [null, 7, {}, { type: 'batch' }, { type: 'batch', realm: 'realm-one', n: -1, page: 'x' }])
      one.say(nonsense);
    one.send(0, (write) => write.frame(1, 0, 'mine'));
    await settled();
    expect(await framesOf(store, (await recordings.find(1))?.id ?? 0)).toEqual(['conn1 0 mine']);
  });

  it('keeps tabs apart', async () => {
    const { start } = testBackground();
    const { store, recordings, relay, settled } = start();
    const [one, two] = [await relay('realm-one'), await relay('realm-two', from({ tab: 2 }))];
    one.send(0, (write) => write.frame(1, 0, 'one'));
    two.send(0, (write) => write.frame(1, 0, 'two'));
    await Promise.all([settled(1), settled(2)]);
    expect(await framesOf(store, (await recordings.find(1))?.id ?? 0)).toEqual(['conn1 0 one']);
    expect(await framesOf(store, (await recordings.find(2))?.id ?? 0)).toEqual(['conn1 0 two']);
  });
});
