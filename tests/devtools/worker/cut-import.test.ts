import { describe, expect, test } from 'vitest';
import { dropAbandoned } from '../../../src/core/store/importing.ts';
import { StoreError } from '../../../src/core/store/error.ts';
import type { RecordingRow, TraceStore } from '../../../src/core/store/store.ts';
import { createRecordings } from '../../../src/devtools/state/recordings/recordings.ts';
import { createSession } from '../../../src/devtools/state/session.ts';
import { testStore } from '../../core/store/store-fixture.ts';
import { bigFile } from '../big-file.ts';
import { fakeLocks } from '../fake-locks.ts';
import { openDecoder } from '../open-decoder.ts';
import { until } from '../open-session.ts';

/** A panel that imports a file of twelve pages, of which the fifth waits until it is let through. */
async function openImporting() {
  const { store, open } = testStore();
  const locks = fakeLocks();
  const worker = locks.inWorker();
  let letThrough = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letThrough = resolve));
  let stored = 0;
  const append: TraceStore['append'] = async (...page) => {
    if ((stored += 1) === 5) await gate;
    return store.append(...page);
  };
  const session = createSession(openDecoder({ ...store, append }, { locks: worker }));
  session.open({ kind: 'file', file: await bigFile(12), name: 'big.onetrace', salvage: false }, 'big');
  await until(() => session.opened.value !== undefined);
  const id = session.opened.value?.recording ?? 0;
  return { store, session, locks, worker, letThrough, id, ...openNext(open(), locks) };
}

/** The list of another panel, and what that says. */
function openNext(store: TraceStore, locks: ReturnType<typeof fakeLocks>) {
  const said: RecordingRow[] = [];
  const list = createRecordings({ store, locks: locks.inWorker(), onAbandoned: (rows) => void said.push(...rows) });
  return { list, said };
}

describe('a panel that is closed in the middle of an import', () => {
  test('leaves nothing that looks like a whole recording: the next panel removes it, and says so', async () => {
    const { store, worker, list, said } = await openImporting();
    worker.end();
    await list.refresh();
    expect(list.rows.value).toEqual([]);
    expect(await store.recordings()).toEqual([]);
    expect(said.map(({ name }) => name)).toEqual(['big']);
  });

  test('is not said to have been closed while it imports; the other panel sees how it ends', async () => {
    const { locks, letThrough, list, said } = await openImporting();
    await list.refresh();
    expect(list.rows.value).toMatchObject([{ title: 'big', importing: [...locks.held.keys()][0] }]);
    letThrough();
    await until(() => list.rows.value[0]?.importing === undefined);
    expect(list.rows.value).toMatchObject([{ frames: 12, lost: 0, created: 1, updated: 13 }]);
    expect([said, [...locks.held]]).toEqual([[], []]);
  });

  test('is noticed by another panel that has its list open', async () => {
    const { worker, list, said } = await openImporting();
    await list.refresh();
    expect(list.rows.value).toHaveLength(1);
    worker.end();
    await until(() => list.rows.value.length === 0);
    expect(said).toHaveLength(1);
  });

  test('is listed by nobody, however many look at once', async () => {
    const { worker, list, said } = await openImporting();
    worker.end();
    await Promise.all([list.refresh(), list.refresh(), list.refresh()]);
    expect([list.rows.value.length, said.length]).toEqual([0, 1]);
  });

  test('has its room given back by the background, and the next panel says so all the same', async () => {
    const { store, worker, id, list, said } = await openImporting();
    worker.end();
    await dropAbandoned(store, worker.isFree, 'pages');
    expect(await store.recording(id)).toMatchObject({ pages: 0, bytes: 0 });
    await list.refresh();
    expect([list.rows.value.length, said.length]).toEqual([0, 1]);
  });
});

describe('an import', () => {
  test('that is stopped lets go of its lock, and nobody is told of it again', async () => {
    const { store, session, locks, letThrough, list, said } = await openImporting();
    session.close();
    letThrough();
    await expect.poll(() => locks.held.size).toBe(0);
    await list.refresh();
    expect([await store.recordings(), said]).toEqual([[], []]);
  });

  test('for the rest of which there is no room is kept for as long as somebody looks at it', async () => {
    const { store } = testStore();
    const locks = fakeLocks();
    const worker = locks.inWorker();
    const full = async (): Promise<never> => {
      throw new StoreError('full', 'The disk is full.');
    };
    let stored = 0;
    const append: TraceStore['append'] = (...page) => ((stored += 1) > 4 ? full() : store.append(...page));
    const session = createSession(openDecoder({ ...store, append, update: full }, { locks: worker }));
    session.open({ kind: 'file', file: await bigFile(12), name: 'big.onetrace', salvage: false }, 'big');
    await until(() => session.trouble.value !== undefined);
    const { list } = openNext(store, locks);
    await list.refresh();
    expect(list.rows.value).toMatchObject([{ pages: 4 }]);
    worker.end();
    await list.refresh();
    expect(list.rows.value).toEqual([]);
  });
});
