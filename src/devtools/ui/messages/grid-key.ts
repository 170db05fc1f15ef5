import type { TargetedKeyboardEvent } from 'preact';
import { counterpart, findRow, isTrouble, rowAfter } from '../../state/rows/move.ts';
import type { Panel } from '../../state/panel.ts';

export interface GridKeyContext {
  /** Rows of a page. */
  page: number;
  filterByCell(isExcluded: boolean): void;
}

/** The keys of the message list (UI §6). What it knows it takes; the rest goes on to the panel. */
export function gridKey(
  event: TargetedKeyboardEvent<HTMLElement>,
  panel: Panel,
  { page, filterByCell }: GridKeyContext,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const view = panel.shown.view.peek();
  const rows = panel.session.rows.peek();
  const { selection } = panel;
  const selected = selection.row.peek();
  const move = (by: number) => () => selection.select(rowAfter(view, selected, by));
  const find = (step: 1 | -1, test: (row: number) => boolean) => () =>
    selection.select(findRow(view, selected, step, test) ?? selected);
  const focusDetail = (): void => {
    panel.layout.isDetailOpen.value = true;
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-region=detail]')?.focus());
  };
  const actions: Record<string, () => void> = {
    ArrowDown: move(1),
    j: move(1),
    ArrowUp: move(-1),
    k: move(-1),
    PageDown: move(page),
    PageUp: move(-page),
    Home: () => selection.select(rowAfter(view, undefined, 1)),
    End: () => selection.select(rowAfter(view, undefined, -1)),
    Enter: focusDetail,
    n: find(1, (row) => isTrouble(rows, row)),
    N: find(-1, (row) => isTrouble(rows, row)),
    "'": find(1, (row) => selection.marks.peek().has(row)),
    r: () => selected !== undefined && selection.select(counterpart(rows, selected) ?? selected),
    m: () => (panel.dialog.value = { kind: 'mark' }),
    f: () => filterByCell(false),
    x: () => filterByCell(true),
    t: () => panel.nextTimeMode(),
    ' ': () => panel.shown.pause(!panel.shown.paused.peek()),
  };
  const action = actions[event.key];
  if (action === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}
