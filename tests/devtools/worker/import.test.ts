import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openTraceStore } from '../../../src/core/store/idb.ts';
import { createSession } from '../../../src/devtools/state/session.ts';
import { bigFile } from '../big-file.ts';
import { openDecoder } from '../open-decoder.ts';
import { until } from '../open-session.ts';

async function openFile(file: Blob) {
  const store = openTraceStore();
  const session = createSession(openDecoder(store));
  session.open({ kind: 'file', file, name: 'big', salvage: false }, 'big');
  await until(
    () => !session.pending.value && (session.opened.value !== undefined || session.trouble.value !== undefined),
  );
  return { session, rows: await store.recordings() };
}

describe('a file that becomes a recording', () => {
  test('is read to its end although it is shown before it is stored', async () => {
    const { session, rows } = await openFile(await bigFile(12));
    expect(session.trouble.value).toBeUndefined();
    expect(session.rows.value.columns.frames).toBe(12);
    expect(rows.at(-1)).toMatchObject({ kind: 'import', frames: 12, lost: 0, created: 1, updated: 13 });
  });

  test('keeps what was shown of a file that turns out to be cut, says so, and counts the loss', async () => {
    const whole = await bigFile(40);
    const { session, rows } = await openFile(whole.slice(0, Math.floor(whole.size * 0.7)));
    expect(session.trouble.value?.trouble.message).toContain('truncated');
    expect(session.rows.value.columns.frames).toBeGreaterThan(8);
    expect(rows.at(-1)?.lost).toBe(1);
  });

  test('is taken away again where something else is opened meanwhile', async () => {
    const store = openTraceStore();
    const before = (await store.recordings()).length;
    const session = createSession(openDecoder(store));
    session.open({ kind: 'file', file: await bigFile(40), name: 'left', salvage: false }, 'left');
    await until(() => session.opened.value?.name === 'left');
    session.open({ kind: 'file', file: await bigFile(1), name: 'next', salvage: false }, 'next');
    await until(() => session.opened.value?.name === 'next' && !session.pending.value);
    await expect.poll(async () => (await store.recordings()).map(({ name }) => name)).not.toContain('left');
    expect((await store.recordings()).length).toBe(before + 1);
  });

  test('is taken away again where something else is opened in the moment in which it could be shown', async () => {
    const store = openTraceStore();
    const before = (await store.recordings()).length;
    const next = await bigFile(1);
    let stored = 0;
    const append: typeof store.append = async (...page) => {
      const row = await store.append(...page);
      stored += 1;
      if (stored === 2) {
        session.open({ kind: 'file', file: next, name: 'next', salvage: false }, 'next');
        await until(() => session.opened.value?.name === 'next');
      }
      return row;
    };
    const session = createSession(openDecoder({ ...store, append }));
    session.open({ kind: 'file', file: await bigFile(40), name: 'left', salvage: false }, 'left');
    await until(() => session.opened.value?.name === 'next' && !session.pending.value);
    await expect.poll(async () => (await store.recordings()).length).toBe(before + 1);
    expect((await store.recordings()).at(-1)?.name).toBe('next');
  });

  test('says how much of it was read, and leaves nothing behind where it is stopped', async () => {
    const store = openTraceStore();
    const before = (await store.recordings()).length;
    const decoder = openDecoder(store);
    const session = createSession(decoder);
    const shares: number[] = [];
    session.share.subscribe((share) => void (share !== undefined && shares.push(share)));
    const stopped = new Promise<void>((resolve) => {
      decoder.listen(({ type }) => type === 'stopped' && resolve());
    });
    // What cannot be compressed, so that it is read in many pieces.
    const file = await bigFile(24, new Uint8Array(randomBytes(1_000_000)));
    session.open({ kind: 'file', file, name: 'stopped', salvage: false }, 'stopped');
    await until(() => session.share.value !== undefined);
    session.close();
    await stopped;
    expect((await store.recordings()).length).toBe(before);
    expect(session.share.value).toBeUndefined();
    expect(shares.every((share, at) => share > 0 && share <= 1 && share >= (shares[at - 1] ?? 0))).toBe(true);
  });

  test('leaves nothing behind where it fails at its beginning', async () => {
    const before = (await openTraceStore().recordings()).length;
    const { session, rows } = await openFile(new Blob(['{"format":"one-trace","version":1}\nnot json\n']));
    expect(session.trouble.value).toBeDefined();
    expect(rows.length).toBe(before);
  });
});
