import { computed, signal } from '@preact/signals';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { writeArchive } from '../../src/core/trace/archive/write.ts';
import { GENERATOR } from '../../src/core/trace/archive/header.ts';
import type { TraceRecord } from '../../src/core/trace/records.ts';
import { createFilter } from '../../src/devtools/state/filter/filter.ts';
import { openHistory } from '../../src/devtools/state/stats/history.ts';
import { createKeptSessions } from '../../src/devtools/state/stats/kept-sessions.ts';
import { createScope } from '../../src/devtools/state/scope/scope.ts';
import { createSession } from '../../src/devtools/state/session.ts';
import { createStats } from '../../src/devtools/state/stats/stats.ts';
import type { TabId } from '../../src/devtools/state/tabs.ts';
import { halfHour, type HalfHourCount } from '../bench/half-hour.ts';
import { openDecoder } from './open-decoder.ts';
import { settled, until } from './open-session.ts';

async function fileOf(times: number): Promise<{ file: Blob; truth: HalfHourCount }> {
  let truth: HalfHourCount | undefined;
  function* records(): Generator<TraceRecord> {
    truth = yield* halfHour(times);
  }
  const header = { format: 'one-trace', version: 1, generator: GENERATOR, redaction: 'none' } as const;
  const parts: BlobPart[] = [];
  for await (const chunk of writeArchive({ ...header, created: '2026-11-28T00:00:00.000Z' }, records())) {
    parts.push(chunk as Uint8Array<ArrayBuffer>);
  }
  if (!truth) throw new Error('nothing was written');
  return { file: new Blob(parts), truth };
}

async function openHalfHour(times: number) {
  const { file, truth } = await fileOf(times);
  const decoder = openDecoder();
  const session = createSession(decoder);
  const tab = computed((): TabId => 'stats');
  const kept = createKeptSessions(openHistory(new IDBFactory(), 'h'));
  const scope = createScope(session);
  const filter = createFilter();
  const stats = createStats({ session, decoder, scope, filter, tab, kept, subjectOf: () => undefined });
  const all = truth.messages.in + truth.messages.out;
  session.open({ kind: 'file', file, name: 'half an hour', salvage: false }, 'half an hour');
  await settled(session);
  const figures = signal(stats.view.value?.figures);
  stats.view.subscribe((view) => (figures.value = view?.figures));
  await until(() => (figures.value?.messagesIn ?? 0) + (figures.value?.messagesOut ?? 0) === all);
  return { session, figures: figures.value, truth, all };
}

// A thousand times the seed's figures, in the real panel: npm run bench -- half-hour.
describe.each([1, 10])('half an hour with %s times the figures of the seed document, read by the panel', (times) => {
  it('is counted as it was made, opened, in less than a hundred bytes a row', async () => {
    const { session, figures, truth, all } = await openHalfHour(times);
    expect(figures).toMatchObject({
      connections: truth.connections,
      messagesIn: truth.messages.in,
      messagesOut: truth.messages.out,
      bytesIn: truth.bytes.in,
      bytesOut: truth.bytes.out,
    });
    const { columns } = session.rows.value;
    expect(columns.frames).toBe(all);
    expect(columns.tables.names).not.toContain('encrypted');
    expect(columns.bytesPerRow()).toBeLessThan(100);
  });
});
