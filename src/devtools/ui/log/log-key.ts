import type { TargetedKeyboardEvent } from 'preact';
import { listMove } from '../../state/rows/list-move.ts';
import type { Panel } from '../../state/panel.ts';
import { copyText } from '../controls/clipboard.ts';

export interface LogKeyContext {
  at: number;
  page: number;
  select(index: number): void;
}

export function logKey(
  event: TargetedKeyboardEvent<HTMLElement>,
  panel: Panel,
  { at, page, select }: LogKeyContext,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { log, notices } = panel;
  const merged = log.merged.peek();
  const to = listMove(event.key, at, merged.length, page);
  const item = merged.at(at);
  if (to !== undefined) select(to);
  else if (event.key === 'Enter' && item?.kind === 'row') panel.show(item.row);
  else if (event.key === 'Enter' && item) panel.go('findings');
  else if (event.key === 'c' && item)
    void copyText(log.copy(at, at)).then((done) =>
      notices.say({ text: done ? 'Copied the line' : 'The browser did not allow copying' }),
    );
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The items that the browser's own selection touches, else the selected one. */
export function chosenItems(log: HTMLElement, at: number): { from: number; to: number } | undefined {
  const selection = document.getSelection();
  const indexOf = (node: Node | null | undefined): number => {
    const element = node instanceof Element ? node : node?.parentElement;
    const row = element?.closest<HTMLElement>('[data-index]');
    return row && log.contains(row) ? Number(row.dataset['index']) : NaN;
  };
  if (selection && !selection.isCollapsed) {
    const ends = [indexOf(selection.anchorNode), indexOf(selection.focusNode)].filter((each) => !Number.isNaN(each));
    if (ends.length > 0) return { from: Math.min(...ends), to: Math.max(...ends) };
  }
  return at < 0 ? undefined : { from: at, to: at };
}
