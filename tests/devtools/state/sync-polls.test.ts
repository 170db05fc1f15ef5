import { describe, expect, it } from 'vitest';
import { createColumnArrays } from '../../../src/core/contract/row-columns.ts';
import { createColumnStore } from '../../../src/devtools/state/rows/column-store.ts';
import { createConnTable } from '../../../src/devtools/state/rows/conn-table.ts';
import { createRowsView } from '../../../src/devtools/state/rows/rows-view.ts';
import { createSyncList, displayLength, itemAt } from '../../../src/devtools/state/sync/sync-list.ts';
import { createSyncStore } from '../../../src/devtools/state/sync/sync-store.ts';

/** Polls of one connection, 5 s apart: rows 2n ask, rows 2n + 1 answer, but for those that stay open. */
function polls(count: number, open: ReadonlySet<number> = new Set()) {
  const columns = createColumnStore();
  const arrays = createColumnArrays(count * 2);
  for (let row = 0; row < count * 2; row += 1) {
    arrays.conn[row] = 1;
    arrays.t[row] = Math.floor(row / 2) * 5000 + (row % 2) * 3;
  }
  const tables = { conns: ['ws1'], names: [], layers: [], phases: [], facets: [] };
  columns.add({
    first: 0,
    count: count * 2,
    columns: arrays,
    summaries: new Uint8Array(0),
    tables,
    answered: [],
    secret: [],
    ends: [],
  });
  const store = createSyncStore();
  const answered = Array.from({ length: count }, (_, at) => at).filter((at) => !open.has(at));
  const zeros = new Uint8Array(answered.length);
  store.add({
    first: 0,
    rows: Uint32Array.from({ length: count }, (_, at) => at * 2),
    ids: Uint32Array.from({ length: count }, (_, at) => at),
    roots: new Uint8Array(count).fill(1),
    answers: {
      request: Uint32Array.from(answered),
      row: Uint32Array.from(answered, (at) => at * 2 + 1),
      state: zeros.map(() => 1),
      items: new Uint32Array(answered.length),
      hash: new Uint32Array(answered.length),
      hasHash: zeros,
      bytes: new Float64Array(answered.length),
    },
  });
  const view = createRowsView({
    t: (row) => columns.get('t', row),
    isFrame: () => true,
    test: () => true,
    hasGaps: false,
  });
  view.extend(count * 2);
  const list = createSyncList(store, { columns, conns: createConnTable() }, view);
  list.extend(() => false);
  return list;
}

describe('polls of an idle CHUM', () => {
  it('fold into one row until it is opened', () => {
    const list = polls(12);
    const [group] = list.groups(new Set());
    expect([group?.passes.length, group?.isFolded, displayLength(list.groups(new Set()))]).toEqual([12, true, 1]);
    const opened = list.groups(new Set([group?.key ?? '']));
    expect(displayLength(opened)).toBe(13);
    expect(itemAt(opened, 12)).toMatchObject({ kind: 'request', request: 11 });
  });

  it('stand alone where one was not answered', () => {
    const groups = polls(5, new Set([2])).groups(new Set());
    expect(groups.map(({ passes, isFolded }) => [passes.length, isFolded])).toEqual([
      [2, true],
      [1, false],
      [2, true],
    ]);
  });

  it('are found at their place however many there are', () => {
    const list = polls(3000, new Set(Array.from({ length: 3000 }, (_, at) => at).filter((at) => at % 2 === 0)));
    const groups = list.groups(new Set());
    expect(displayLength(groups)).toBe(6000);
    expect(itemAt(groups, 5999)).toMatchObject({ kind: 'request', request: 2999 });
    expect(itemAt(groups, 5998)).toMatchObject({ kind: 'group' });
  });
});
