import type { TargetedKeyboardEvent } from 'preact';
import { listMove } from '../../state/rows/list-move.ts';
import type { Panel } from '../../state/panel.ts';

/** Keys of the sequence diagram: arrows move from message to message, → and ← open and close an idle stretch. */
export function sequenceKey(event: TargetedKeyboardEvent<HTMLElement>, panel: Panel, at: number, page: number): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { sequence, selection, layout } = panel;
  const list = sequence.list.peek();
  const entry = list.at(at);

  function move(): boolean {
    let to = listMove(event.key, at, list.length, page);
    if (to === undefined) return false;
    const step = event.key === 'Home' || to > at ? 1 : -1;
    // Strips and gaps are no places to stand on.
    for (let found = list.at(to); found && (found.kind === 'strip' || found.kind === 'gap'); found = list.at(to))
      to += event.key === 'End' ? -1 : step;
    const found = list.at(to);
    if (found) selection.select(found.row);
    return true;
  }

  function fold(): boolean {
    if (entry?.kind !== 'idle') return false;
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft' && event.key !== 'Enter') return false;
    sequence.open(entry.row, event.key === 'Enter' ? !entry.isOpen : event.key === 'ArrowRight');
    return true;
  }

  function detail(): boolean {
    if (event.key !== 'Enter' || entry === undefined) return false;
    layout.isDetailOpen.value = true;
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-region=detail]')?.focus());
    return true;
  }

  if (!move() && !fold() && !detail()) return;
  event.preventDefault();
  event.stopPropagation();
}
