import { computed, signal } from '@preact/signals';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { usualThresholds } from '../../../../src/core/stats/thresholds.ts';
import type { TraceStore } from '../../../../src/core/store/store.ts';
import { testStore } from '../../../core/store/store-fixture.ts';
import { createFilter } from '../../../../src/devtools/state/filter/filter.ts';
import { openHistory } from '../../../../src/devtools/state/stats/history.ts';
import { createKeptSessions } from '../../../../src/devtools/state/stats/kept-sessions.ts';
import { createScope } from '../../../../src/devtools/state/scope/scope.ts';
import { createSession } from '../../../../src/devtools/state/session.ts';
import { createStats } from '../../../../src/devtools/state/stats/stats.ts';
import type { TabId } from '../../../../src/devtools/state/tabs.ts';
import { figureWords } from '../../../../src/devtools/state/stats/figure-words.ts';
import { captureOf, openDecoder } from '../../open-decoder.ts';
import { settled, until } from '../../open-session.ts';

async function openStats(tab: TabId = 'stats', store?: TraceStore) {
  const decoder = openDecoder(store);
  const session = createSession(decoder);
  const scope = createScope(session);
  const filter = createFilter();
  const current = signal<TabId>(tab);
  const history = openHistory(new IDBFactory(), 'h');
  const stats = createStats({
    ...{ session, decoder, scope, filter, tab: computed(() => current.value) },
    kept: createKeptSessions(history),
    subjectOf: () => undefined,
  });
  session.open({ kind: 'file', file: await captureOf('keepalive-timeout'), name: 'k', salvage: false }, 'k');
  await settled(session);
  await until(() => stats.view.value?.figures.messagesIn !== undefined);
  return { stats, scope, filter, session, history };
}
const messages = ({ figures }: { figures: { messagesIn: number; messagesOut: number } }): number =>
  figures.messagesIn + figures.messagesOut;

describe('the statistics of the panel', () => {
  it('follow the recording and the scope', async () => {
    const { stats, scope } = await openStats();
    await until(() => stats.view.value !== undefined && messages(stats.view.value) === 161);
    scope.key.value = 'conn:ws5';
    await until(() => stats.view.value !== undefined && messages(stats.view.value) === 55);
    expect(stats.view.value?.transports[0]?.conns).toEqual(['ws5']);
  });

  it('follow the time that is brushed, which is the filter of all views', async () => {
    const { stats, filter } = await openStats();
    await until(() => stats.view.value !== undefined && messages(stats.view.value) === 161);
    const { started = 0 } = stats.view.value ?? {};
    stats.brush({ from: started, to: started + 10_000 });
    expect(filter.text.value).toMatch(/^time:\d\d:\d\d:\d\d\.\d{3}\.\.\d\d:\d\d:\d\d\.\d{3}$/);
    await until(() => stats.view.value !== undefined && messages(stats.view.value) < 161);
    stats.brush(undefined);
    expect(filter.text.value).toBe('');
    await until(() => stats.view.value !== undefined && messages(stats.view.value) === 161);
  });

  it('raise alerts where the user wants them', async () => {
    const { stats } = await openStats();
    await until(() => stats.view.value?.alerts.some(({ code }) => code === 'limit.failed') === true);
    stats.setThreshold('failedPercent', 90);
    await until(() => stats.view.value?.alerts.some(({ code }) => code === 'limit.failed') === false);
    stats.setThreshold('rttP95Ms', NaN);
    expect(stats.thresholds.value.rttP95Ms).toBe(usualThresholds().rttP95Ms);
    stats.resetThresholds();
    expect(stats.thresholds.value).toEqual(usualThresholds());
  });

  it('hold the chains of what is in scope only while their view is open', async () => {
    const { stats } = await openStats('plugins');
    await until(() => stats.chains.value?.length === 8);
    expect(stats.chains.value?.map(({ conn }) => conn)).toContain('ws5');
    expect((await openStats('messages')).stats.chains.value).toBeUndefined();
  });

  it('leave a summary behind, which another session is compared with', async () => {
    const { store } = testStore();
    const { stats, history } = await openStats('stats', store);
    await until(() => stats.view.value !== undefined && messages(stats.view.value) === 161);
    await vi.waitFor(
      async () =>
        expect((await history.all()).map((each) => [each.name, each.messages, each.failed])).toEqual([['k', 161, 3]]),
      { timeout: 20_000 },
    );
    expect(stats.earlier.value).toEqual([]);
  });

  it('are said in words', async () => {
    const { stats } = await openStats();
    await until(() => stats.view.value !== undefined && messages(stats.view.value) === 161);
    const words = stats.view.value ? figureWords(stats.view.value) : [];
    expect(words.find(({ title }) => title === 'Failed')).toMatchObject({ value: '3', tone: 'error' });
    expect(words.find(({ title }) => title === 'Messages')?.more).toMatch(/^\d+ sent, \d+ received$/);
  });
});
