import type { TargetedKeyboardEvent } from 'preact';
import { listMove } from '../../state/rows/list-move.ts';
import type { Panel } from '../../state/panel.ts';
import { displayLength, itemAt } from '../../state/sync/sync-list.ts';

export interface SyncKeyContext {
  at: number;
  page: number;
  select(index: number): void;
}

/** Keys of the list of requests (UI §6). */
export function syncKey(
  event: TargetedKeyboardEvent<HTMLElement>,
  panel: Panel,
  { at, page, select }: SyncKeyContext,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const groups = panel.sync.groups.peek();
  const { store } = panel.sync.facts.peek();
  const to = listMove(event.key, at, displayLength(groups), page);
  const item = itemAt(groups, at);
  const answer = item?.kind === 'request' ? store.answer(item.request) : undefined;
  const group = item?.kind === 'group' ? item.group : undefined;
  if (to !== undefined) select(to);
  else if (event.key === 'Enter' && item?.kind === 'request') panel.show(store.row(item.request));
  else if (event.key === 'r' && answer !== undefined) panel.show(answer);
  else if (group && (event.key === 'Enter' || event.key === (group.isFolded ? 'ArrowRight' : 'ArrowLeft')))
    panel.sync.fold(group.key);
  else if (event.key === 'ArrowLeft' && item?.kind === 'request')
    select(groups.findLast(({ top }) => top <= at)?.top ?? at);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
