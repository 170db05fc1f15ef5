import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLOCK, createRowsView, GAP_MS } from '../../../../src/devtools/state/rows/rows-view.ts';
import {
  blockAt,
  blockCount,
  blockHeight,
  blockTop,
  GAP_PX,
  listHeight,
  ROW_PX,
  rowPlace,
} from '../../../../src/devtools/state/rows/scroll-map.ts';

const viewOf = (times: number[], test: (row: number) => boolean = () => true, hasGaps = true) => {
  const view = createRowsView({ t: (row) => times[row] ?? 0, isFrame: () => true, test, hasGaps });
  view.extend(times.length);
  return view;
};

const rowsOf = (view: ReturnType<typeof viewOf>) => Array.from({ length: view.length }, (_, i) => view.at(i));

describe('the view of rows', () => {
  test('puts a row where nothing happened for two seconds', () => {
    expect(rowsOf(viewOf([0, GAP_MS - 1, GAP_MS * 2 - 1]))).toEqual([
      { kind: 'row', row: 0 },
      { kind: 'row', row: 1 },
      { kind: 'gap', before: 2, ms: GAP_MS },
      { kind: 'row', row: 2 },
    ]);
  });

  test('has no gap rows where a filter hides traffic', () => {
    expect(rowsOf(viewOf([0, 9000], undefined, false))).toHaveLength(2);
  });

  test('finds rows by number, also next to hidden ones', () => {
    const view = viewOf([0, 1, 2, 9000, 9001], (row) => row !== 1);
    expect(view.indexOf(0)).toBe(0);
    expect(view.indexOf(1)).toBe(-1);
    expect(view.at(view.indexOf(3))).toEqual({ kind: 'row', row: 3 });
    expect(view.at(view.nearest(1))).toEqual({ kind: 'row', row: 2 });
  });

  test('goes on where it stopped when it was interrupted', () => {
    const times = Array.from({ length: 5000 }, (_, i) => i * 700);
    const view = createRowsView({
      t: (row) => times[row] ?? 0,
      isFrame: () => true,
      test: (row) => row % 3 > 0,
      hasGaps: true,
    });
    while (!view.extend(times.length, () => true));
    expect(rowsOf(view)).toEqual(rowsOf(viewOf(times, (row) => row % 3 > 0)));
  });

  test('knows the height of every block and the place of every row', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(10, 5000), { maxLength: 200 }), (steps) => {
        let t = 0;
        const view = viewOf(steps.map((step) => (t += step)));
        let total = 0;
        for (let index = 0; index < view.length; index += 1) {
          const place = rowPlace(view, index);
          const block = Math.floor(index / BLOCK);
          expect(blockTop(view, block) + place.top).toBe(total);
          expect([total, total + place.height - 1].map((px) => blockAt(view, px))).toEqual([block, block]);
          expect(place.height).toBe(view.at(index)?.kind === 'gap' ? GAP_PX : ROW_PX);
          total += place.height;
        }
        expect(
          Array.from({ length: blockCount(view) }, (_, b) => blockHeight(view, b)).reduce((a, b) => a + b, 0),
        ).toBe(total);
        expect(listHeight(view)).toBe(total);
        expect([-1, total + 1].map((px) => blockAt(view, px))).toEqual([0, Math.max(0, blockCount(view) - 1)]);
      }),
      { seed: 3, numRuns: 60 },
    );
  });
});
