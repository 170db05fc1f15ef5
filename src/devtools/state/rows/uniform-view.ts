import type { RowsView } from './rows-view.ts';

/** Any list whose rows are all of the same height, in the shape that the virtual list draws. */
export function uniformView(length: number): RowsView {
  return {
    length,
    frames: 0,
    judged: length,
    at: (index) => (index >= 0 && index < length ? { kind: 'row', row: index } : undefined),
    indexOf: (row) => (row >= 0 && row < length ? row : -1),
    nearest: (row) => Math.min(row, length - 1),
    gapsIn: () => 0,
    gapsBefore: () => 0,
    extend: () => true,
  };
}
