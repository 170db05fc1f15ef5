import { ROW } from '../../../core/contract/row-columns.ts';
import { KIND_CODE } from '../../../core/trace/page-layout.ts';
import type { Panel } from '../panel.ts';
import type { Rows } from '../session.ts';
import type { RowsView } from './rows-view.ts';

/** The row `by` places from the selected one, gap rows not counted; from the end where nothing is selected. */
export function rowAfter(view: RowsView, selected: number | undefined, by: number): number | undefined {
  if (view.length === 0) return undefined;
  const start = selected === undefined ? (by > 0 ? -1 : view.length) : placeOf(view, selected, by);
  let index = start;
  let left = Math.abs(by);
  let found: number | undefined;
  while (left > 0) {
    index += Math.sign(by);
    const at = view.at(index);
    if (at === undefined) break;
    if (at.kind !== 'row') continue;
    found = at.row;
    left -= 1;
  }
  return found ?? selected;
}

/** Where a hidden selection would stand, so that moving goes on from there. */
function placeOf(view: RowsView, row: number, by: number): number {
  const index = view.indexOf(row);
  if (index >= 0) return index;
  const next = view.nearest(row);
  return by > 0 ? next - 1 : next;
}

/** The next shown row that `test` accepts, in the direction of `step`; goes on at the other end. */
export function findRow(
  view: RowsView,
  selected: number | undefined,
  step: 1 | -1,
  test: (row: number) => boolean,
): number | undefined {
  const start = selected === undefined ? (step > 0 ? -1 : 0) : view.nearest(selected);
  for (let i = 1; i <= view.length; i += 1) {
    const index = (((start + step * i) % view.length) + view.length) % view.length;
    const at = view.at(index);
    if (at?.kind === 'row' && test(at.row)) return at.row;
  }
  return undefined;
}

const BAD_KINDS: ReadonlySet<number> = new Set([KIND_CODE.error, KIND_CODE.lost]);

/** Rows that `n` stops at: what went wrong, or was never answered. */
export function isTrouble({ columns }: Rows, row: number): boolean {
  const flags = columns.get('flags', row);
  const isUnanswered = (flags & (ROW.asks | ROW.answered)) === ROW.asks;
  return (
    (flags & (ROW.problem | ROW.error | ROW.lost)) !== 0 || isUnanswered || BAD_KINDS.has(columns.get('kind', row))
  );
}

/** The row that answers the selected one, or that it answers. */
export function counterpart({ columns }: Rows, row: number): number | undefined {
  const peer = columns.get('peer', row);
  return peer > 0 ? peer - 1 : undefined;
}

/** The row of message `#no`. Ordinals ascend with rows, so it is found by halving. */
export function rowOfNumber({ columns }: Rows, no: number): number | undefined {
  let low = 0;
  let high = columns.rows - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    let probe = middle;
    while (probe <= high && columns.get('no', probe) === 0) probe += 1;
    if (probe > high) {
      high = middle - 1;
      continue;
    }
    const found = columns.get('no', probe);
    if (found === no) return probe;
    if (found < no) low = probe + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** A filter term for what stands under the cursor. */
export function cellTerm(panel: Panel, row: number, column: string): string | undefined {
  const { columns } = panel.session.rows.peek();
  const { tables } = columns;
  const quote = (value: string): string => (/[\s(),"]/.test(value) ? `"${value.replaceAll('"', '\\"')}"` : value);
  switch (column) {
    case 'layer': {
      const layer = tables.layers[columns.get('layers', row)]?.at(-1);
      return layer && `layer:${quote(layer)}`;
    }
    case 'dir':
      return `dir:${columns.get('flags', row) & ROW.out ? 'out' : 'in'}`;
    case 'size':
      return `size:${columns.get('size', row)}`;
    case 'rtt': {
      const flags = columns.get('flags', row);
      if (flags & ROW.answered) return `rtt:>=${columns.get('rtt', row).toFixed(1)}ms`;
      return flags & ROW.asks ? 'is:unanswered' : undefined;
    }
    default: {
      const name = tables.names[columns.get('name', row)];
      return name && `name:${quote(name)}`;
    }
  }
}

/** Adds a term to what is typed. */
export const withTerm = (text: string, term: string, isExcluded: boolean): string =>
  `${/\bOR\b/.test(text) && text.trim() ? `(${text.trim()})` : text.trim()} ${isExcluded ? '-' : ''}${term}`.trim();
