import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import {
  KEPT_MS,
  KEPT_SESSIONS,
  openHistory,
  outdated,
  type SessionSummary,
} from '../../../../src/devtools/state/stats/history.ts';

const NOW = Date.now();
const summary = (recording: number, ended = NOW): SessionSummary => ({
  uid: `r${recording}`,
  origin: 'https://one.test',
  name: `session ${recording}`,
  started: ended - 1000,
  ended,
  connections: 3,
  failed: 0,
  messages: 74,
  bytes: 59_000,
  errors: 0,
  alerts: [],
});

describe('the history of sessions', () => {
  it('outlives the panel that wrote it', async () => {
    const factory = new IDBFactory();
    const first = openHistory(factory, 'h');
    await first.keep(summary(1, NOW - 5000));
    await first.keep(summary(2));
    await first.keep({ ...summary(1, NOW - 5000), messages: 80 });
    const all = await openHistory(factory, 'h').all();
    expect(all.map(({ uid, messages }) => [uid, messages])).toEqual([
      ['r2', 74],
      ['r1', 80],
    ]);
  });

  it('lets go what is too old while it keeps what is new', async () => {
    const history = openHistory(new IDBFactory(), 'h');
    await history.keep(summary(1, NOW - KEPT_MS - 60_000));
    await history.keep(summary(2, NOW - 1000));
    await history.keep(summary(3));
    expect((await history.all()).map(({ uid }) => uid)).toEqual(['r3', 'r2']);
  });

  it('lets nothing go for one session at which the clock stood wrong', () => {
    const [wrong, ...others] = [summary(1, NOW + KEPT_MS * 2), summary(2), summary(3, NOW - 1000)];
    expect(outdated([wrong, ...others], NOW + KEPT_MS * 2)).toEqual([]);
  });

  it('keeps a bounded number, the newest', () => {
    const all = Array.from({ length: KEPT_SESSIONS + 3 }, (_, at) => summary(at, NOW - at));
    expect(outdated(all, NOW)).toEqual([0, 1, 2].map((more) => `r${KEPT_SESSIONS + more}`));
  });

  it('can be forgotten', async () => {
    const history = openHistory(new IDBFactory(), 'h');
    await history.keep(summary(1));
    await history.clear();
    expect(await history.all()).toEqual([]);
  });

  it('is empty where the browser gives no storage', async () => {
    const history = openHistory(
      {
        open: () => {
          throw new Error('refused');
        },
      } as unknown as IDBFactory,
      'h',
    );
    await history.keep(summary(1));
    expect(await history.all()).toEqual([]);
  });
});
