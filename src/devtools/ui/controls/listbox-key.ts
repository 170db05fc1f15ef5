import type { TargetedKeyboardEvent } from 'preact';
import { listMove } from '../../state/rows/list-move.ts';

const PAGE = 10;

/** Keys of a list in which one is always chosen. */
export function listboxKey(
  event: TargetedKeyboardEvent<HTMLElement>,
  { at, length }: { at: number; length: number },
  select: (index: number) => void,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const to = listMove(event.key, at, length, PAGE);
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  select(to);
}
