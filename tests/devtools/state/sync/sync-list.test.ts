import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../../../src/core/filter/parse.ts';
import type { FilterNode } from '../../../../src/core/filter/filter-node.ts';
import { createSession } from '../../../../src/devtools/state/session.ts';
import { createShownRows } from '../../../../src/devtools/state/rows/shown-rows.ts';
import { groupCells, syncCells } from '../../../../src/devtools/state/sync/sync-cells.ts';
import { displayLength, itemAt } from '../../../../src/devtools/state/sync/sync-list.ts';
import { indexOfRow } from '../../../../src/devtools/state/sync/sync-place.ts';
import { createSync, type Sync } from '../../../../src/devtools/state/sync/sync.ts';
import { captureOf, openDecoder } from '../../open-decoder.ts';
import { settled, until } from '../../open-session.ts';

async function openSync(scope?: string[], filter = ''): Promise<Sync> {
  const decoder = openDecoder();
  const session = createSession(decoder);
  const parsed = parseFilter(filter);
  const node: FilterNode | undefined = parsed.ok ? parsed.node : undefined;
  const conns = signal(scope && new Set(scope));
  const shown = createShownRows({ session, decoder, scope: conns, filter: signal(node), marks: signal(new Set()) });
  const sync = createSync(session, decoder, shown, signal(true));
  session.open({ kind: 'file', file: await captureOf('keepalive-timeout'), name: 'k', salvage: false }, 'k');
  await settled(session);
  await until(() => shown.view.value.judged === session.rows.value.columns.rows && sync.groups.value.length > 0);
  return sync;
}

const titles = (sync: Sync): string[] =>
  sync.groups.value.map((group) => {
    const { title, conn, text } = groupCells(group, sync.facts.value);
    return `${title} ${conn}: ${text}`;
  });

describe('the list of requests', () => {
  it('is grouped in passes, and says which were never answered', async () => {
    const sync = await openSync();
    await until(() => sync.summary.value.answered === 35);
    expect(titles(sync).slice(0, 2)).toEqual([
      'Pass 1 ws5: 9 requests in 334 ms · 2 objects',
      'Pass 2 ws5: 9 requests in 91 ms · 7 objects',
    ]);
    expect(titles(sync)[2]).toMatch(/^Pass 3 ws5: poll, 1 request in .* · never answered$/);
    const { requests, answered, unanswered, inFlight, objects, verified } = sync.summary.value;
    expect([requests, answered, unanswered, inFlight, objects, verified]).toEqual([36, 35, 1, 0, 18, 18]);
    expect(sync.summary.value.services.map(({ service, count, bad }) => [service, count, bad])).toEqual([
      ['GET_PROTOCOL_VERSION', 6, 2],
      ['GET_ACCESSIBLE_ROOTS', 6, 1],
      ['GET_OBJECT_CHILDREN', 6, 0],
      ['GET_OBJECT', 18, 0],
    ]);
  });

  it('has a place for every request, which its row leads back to', async () => {
    const sync = await openSync();
    const groups = sync.groups.value;
    const facts = sync.facts.value;
    expect(displayLength(groups)).toBe(groups.length + 36);
    for (let index = 0; index < displayLength(groups); index += 1) {
      const item = itemAt(groups, index);
      if (item?.kind !== 'request') continue;
      expect(indexOfRow(groups, facts, facts.store.row(item.request))).toBe(index);
      const answer = facts.store.answer(item.request);
      if (answer !== undefined) expect(indexOfRow(groups, facts, answer)).toBe(index);
      const { left, width } = syncCells(item.request, item.pass, facts);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(100.001);
    }
    expect(itemAt(groups, displayLength(groups))).toBeUndefined();
  });

  it('folds a pass away, and leads its requests to its heading', async () => {
    const sync = await openSync();
    const [first] = sync.groups.value;
    const row = sync.facts.value.store.row(first?.passes[0]?.requests[3] ?? 0);
    sync.fold(first?.key ?? '');
    expect(displayLength(sync.groups.value)).toBe(sync.groups.value.length + 36 - 9);
    expect(indexOfRow(sync.groups.value, sync.facts.value, row)).toBe(0);
  });

  it('keeps to the scope', async () => {
    const sync = await openSync(['ws8']);
    expect(new Set(titles(sync).map((title) => /ws\d+/.exec(title)?.[0]))).toEqual(new Set(['ws8']));
  });

  it('keeps requests that the filter finds, and those whose answer it finds', async () => {
    const unanswered = await openSync(undefined, 'is:unanswered');
    await until(() => unanswered.summary.value.unanswered === 1);
    const objects = await openSync(undefined, 'type:ChatMessage');
    await until(() => objects.summary.value.requests > 0);
    expect(objects.summary.value.types.map(({ type }) => type)).toEqual(['ChatMessage']);
  });
});
