import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { FilterNode } from '../../../../src/core/filter/filter-node.ts';
import { parseFilter } from '../../../../src/core/filter/parse.ts';
import { counterpart, findRow, isTrouble, rowAfter, rowOfNumber } from '../../../../src/devtools/state/rows/move.ts';
import { createShownRows } from '../../../../src/devtools/state/rows/shown-rows.ts';
import { openSession, until } from '../../open-session.ts';

async function open(name = 'keepalive-timeout') {
  const { session, decoder } = await openSession(name);
  const scope = signal<ReadonlySet<string> | undefined>(undefined);
  const filter = signal<FilterNode | undefined>(undefined);
  const shown = createShownRows({ session, decoder, scope, filter, marks: signal(new Set<number>()) });
  const { columns } = session.rows.value;
  await until(() => shown.view.value.frames === columns.frames);
  return {
    session,
    shown,
    scope,
    columns,
    /** Frames that a filter leaves. */
    async left(text: string, frames: number) {
      const parsed = parseFilter(text);
      if (!parsed.ok) throw new Error(parsed.fault.expected);
      filter.value = parsed.node;
      await until(() => shown.version.value >= 0 && shown.view.value.frames === frames);
      return frames;
    },
  };
}

test('a filter leaves what it says, over columns, model and decoded text together', async () => {
  const { left, scope } = await open();
  await left('layer:chum is:unanswered', 1);
  await left('conn:ws5', 55);
  await left('conn:ws5..ws7', 57);
  await left('role:dialer state:failed', 74);
  await left('"hello 1/1 from node"', 1);
  await left('"hello 1/1 from node" dir:out', 0);
  await left('', 161);
  scope.value = new Set(['ws5']);
  await left('layer:chum is:unanswered', 1);
  await left('conn:ws1', 0);
});

test('has gap rows only while nothing but the scope hides rows', async () => {
  const { shown, left } = await open();
  const gaps = () =>
    Array.from({ length: shown.view.value.length }, (_, i) => shown.view.value.at(i)).filter((at) => at?.kind === 'gap')
      .length;
  expect(gaps()).toBeGreaterThan(3);
  await left('dir:in', 78);
  expect(gaps()).toBe(0);
});

test('moves over rows, and goes on from the place of one that the filter hides', async () => {
  const { shown, columns, left } = await open();
  await left('name:ping', 4);
  const view = shown.view.value;
  const first = rowAfter(view, undefined, 1);
  const last = rowAfter(view, undefined, -1);
  expect(rowAfter(view, first, 1)).not.toBe(first);
  expect(rowAfter(view, last, 1)).toBe(last);
  expect(rowAfter(view, (first ?? 0) + 1, -1)).toBe(first);
  expect(columns.tables.names[columns.get('name', first ?? 0)]).toBe('ping');
});

test('finds messages by number, their counterparts and the next trouble', async () => {
  const { session, shown } = await open();
  const rows = session.rows.value;
  for (let no = 1; no <= rows.columns.frames; no += 1)
    expect(rows.columns.get('no', rowOfNumber(rows, no) ?? 0)).toBe(no);
  expect(rowOfNumber(rows, 0)).toBeUndefined();
  expect(rowOfNumber(rows, 9999)).toBeUndefined();
  const asked = rowOfNumber(rows, 85) ?? 0;
  expect(counterpart(rows, counterpart(rows, asked) ?? 0)).toBe(asked);
  const trouble = findRow(shown.view.value, undefined, 1, (row) => isTrouble(rows, row));
  expect(isTrouble(rows, trouble ?? -1)).toBe(true);
});

test('freezes while it is paused, and counts what came', async () => {
  const { shown, session } = await open();
  shown.pause(true);
  expect(shown.paused.value).toBe(true);
  expect(shown.waiting.value).toBe(0);
  shown.pause(false);
  expect(shown.view.value.judged).toBe(session.rows.value.columns.rows);
});
