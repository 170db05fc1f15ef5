import { signal } from '@preact/signals';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { usualThresholds } from '../../../../src/core/stats/thresholds.ts';
import { openHistory } from '../../../../src/devtools/state/stats/history.ts';
import { createKeptSessions } from '../../../../src/devtools/state/stats/kept-sessions.ts';
import { createRecordings } from '../../../../src/devtools/state/recordings/recordings.ts';
import { createSession } from '../../../../src/devtools/state/session.ts';
import { createUnreadSessions } from '../../../../src/devtools/state/stats/unread-sessions.ts';
import { testStore } from '../../../core/store/store-fixture.ts';
import { captureOf, openDecoder } from '../../open-decoder.ts';
import { settled, until } from '../../open-session.ts';

/** Recordings that no panel has read for its statistics. */
async function openUnread(...names: string[]) {
  const { store } = testStore();
  for (const name of names) {
    const session = createSession(openDecoder(store));
    session.open({ kind: 'file', file: await captureOf(name), name, salvage: false }, name);
    await settled(session);
  }
  const kept = createKeptSessions(openHistory(new IDBFactory(), 'h'));
  const recordings = createRecordings({
    store,
    onRemoved({ uid }, isLast) {
      if (isLast) void kept.forget([uid]);
    },
  });
  await recordings.refresh();
  let started = 0;
  const unread = createUnreadSessions({
    recordings: recordings.rows,
    kept,
    thresholds: signal(usualThresholds()),
    start() {
      started += 1;
      return openDecoder(store);
    },
    keysOf: async () => [],
  });
  return { store, kept, recordings, unread, started: () => started };
}

const THREE = ['keepalive-timeout', 'auth-failures', 'happy-browser-dials'];

describe('recordings that were never opened', () => {
  it('are named before they are read, and nothing is read unasked', async () => {
    const { unread, started, kept } = await openUnread(...THREE);
    expect(unread.rows.value.map(({ title }) => title).sort()).toEqual([...THREE].sort());
    expect(started()).toBe(0);
    expect(kept.all.value).toEqual([]);
  });

  it('have their figures in the history once they are read, as if a panel had had them open', async () => {
    const { unread, kept, recordings } = await openUnread(...THREE);
    await unread.read();
    expect(unread.rows.value).toEqual([]);
    expect(unread.progress.value).toBeUndefined();
    const timeout = kept.all.value.find(({ name }) => name === 'keepalive-timeout');
    expect(timeout).toMatchObject({ messages: 161, failed: 3 });
    expect(kept.all.value.map(({ uid }) => uid).sort()).toEqual(recordings.rows.value.map(({ uid }) => uid).sort());
  });

  it('say how far reading is, and what was read stays when it is stopped', async () => {
    const { unread, kept } = await openUnread(...THREE);
    const seen: string[] = [];
    unread.progress.subscribe((now) => now && seen.push(`${now.at} of ${now.of}`));
    const reading = unread.read();
    await until(() => unread.progress.value?.at === 2);
    unread.stop();
    await reading;
    expect([...new Set(seen)]).toEqual(['1 of 3', '2 of 3']);
    expect(kept.all.value).toHaveLength(1);
    expect(unread.rows.value).toHaveLength(2);
  });

  it('are counted where they cannot be read', async () => {
    const { unread, store, recordings } = await openUnread('auth-failures');
    await store.remove(recordings.rows.value[0]?.id ?? 0);
    await unread.read();
    expect(unread.failed.value).toBe(1);
    expect(unread.rows.value).toEqual([]);
  });
});

describe('the figures of a recording', () => {
  it('go when it is deleted', async () => {
    const { unread, kept, recordings } = await openUnread('auth-failures', 'keepalive-timeout');
    await unread.read();
    const [first, second] = recordings.rows.value;
    await recordings.remove(first?.id ?? 0);
    await until(() => kept.all.value.length === 1);
    expect(kept.all.value[0]?.uid).toBe(second?.uid);
  });

  it('stay while another copy of it is there', async () => {
    const { store, unread, kept, recordings } = await openUnread('auth-failures');
    await unread.read();
    const { id, uid } = recordings.rows.value[0] ?? { id: 0, uid: '' };
    await store.create({ kind: 'import', uid, origin: '', title: 'again', created: 0, updated: 0 });
    await recordings.refresh();
    await recordings.remove(id);
    await kept.refresh();
    expect(kept.all.value.map((each) => each.uid)).toEqual([uid]);
    await recordings.removeAll(recordings.rows.value.map((row) => row.id));
    await until(() => kept.all.value.length === 0);
  });

  it('of a whole site go with the site, also where their recording went long ago', async () => {
    const { kept } = await openUnread();
    const figures = { started: 0, ended: Date.now(), connections: 1, failed: 0, messages: 1, bytes: 1, errors: 0 };
    for (const host of ['one', 'two'])
      await kept.keep({ ...figures, uid: host, name: host, origin: `https://${host}.test`, alerts: [] });
    await kept.forgetSite('https://one.test');
    expect(kept.all.value.map(({ uid }) => uid)).toEqual(['two']);
  });
});
