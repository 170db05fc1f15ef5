import { describe, expect, it } from 'vitest';
import { createLogRows, mergeLog, type Aside } from '../../../../src/devtools/state/log/log-rows.ts';
import { createRowsView } from '../../../../src/devtools/state/rows/rows-view.ts';

const finding = (t: number): Aside => ({
  kind: 'finding',
  t,
  finding: { code: `at ${t}`, severity: 'info', t, title: '', explanation: '', advice: '', evidence: [] },
});

const code = (item: ReturnType<ReturnType<typeof mergeLog>['at']>): string | undefined =>
  item?.kind === 'finding' ? item.finding.code : undefined;

/** Rows at 0, 10, 20 …, of which `test` leaves some. */
function logOf(count: number, test: (row: number) => boolean = () => true) {
  const view = createRowsView({ t: (row) => row * 10, isFrame: () => true, test: () => true, hasGaps: false });
  view.extend(count);
  const rows = createLogRows(view, (row) => row * 10, test);
  rows.extend(() => false);
  return rows;
}

describe('the lines of the log', () => {
  it('are the rows that are wanted', () => {
    const rows = logOf(6, (row) => row % 2 === 1);
    expect([rows.length, rows.at(0), rows.at(2)]).toEqual([3, 1, 5]);
    expect([rows.indexOf(3), rows.indexOf(4)]).toEqual([1, -1]);
  });

  it('hold findings at their time, after the rows of the same moment', () => {
    const merged = mergeLog(logOf(3), [finding(-5), finding(10), finding(10), finding(99)]);
    const items = Array.from({ length: merged.length }, (_, index) => merged.at(index));
    expect(items.map((item) => (item?.kind === 'row' ? item.row : code(item)))).toEqual([
      'at -5',
      0,
      1,
      'at 10',
      'at 10',
      2,
      'at 99',
    ]);
    expect([0, 1, 2, 3].map((row) => merged.indexOfRow(row))).toEqual([1, 2, 5, -1]);
    expect([finding(-5), finding(99), finding(11)].map((each) => merged.indexOfAside(each))).toEqual([0, 6, -1]);
    expect(merged.at(7)).toBeUndefined();
  });

  it('give a place for every row, however many findings there are', () => {
    const rows = logOf(200);
    const findings = Array.from({ length: 300 }, (_, i) => finding((i * i) % 2000)).sort((a, b) => a.t - b.t);
    const merged = mergeLog(rows, findings);
    for (let row = 0; row < 200; row += 1) expect(merged.at(merged.indexOfRow(row))).toEqual({ kind: 'row', row });
    const told = Array.from({ length: merged.length }, (_, index) => merged.at(index));
    expect(told.flatMap((item) => (item?.kind === 'finding' ? [item] : []))).toEqual(findings);
  });
});
