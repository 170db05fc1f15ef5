import { BLOCK, type RowsView } from './rows-view.ts';

export const ROW_PX = 22;
export const GAP_PX = 18;

/**
 * No element may be higher than this: browsers stop at 17.8 M px (Firefox) and 33.5 M px (Chromium). It is the height of
 * 800 000 rows; above, the scrollbar maps proportionally.
 */
export const MAX_PX = 800_000 * ROW_PX;

/** Height of a block of rows. */
export function blockHeight(view: RowsView, block: number): number {
  const rows = Math.min(BLOCK, view.length - block * BLOCK);
  return rows * ROW_PX - view.gapsIn(block) * (ROW_PX - GAP_PX);
}

export const blockCount = (view: RowsView): number => Math.ceil(view.length / BLOCK);

/** Distance of a block from the top of the list. */
export const blockTop = (view: RowsView, block: number): number =>
  block * BLOCK * ROW_PX - view.gapsBefore(block) * (ROW_PX - GAP_PX);

/** Height of the whole list. */
export function listHeight(view: RowsView): number {
  const last = blockCount(view) - 1;
  return last < 0 ? 0 : blockTop(view, last) + blockHeight(view, last);
}

/** The block at so many pixels from the top of the list; the first above it, the last below its end. */
export function blockAt(view: RowsView, px: number): number {
  let low = 0;
  let high = blockCount(view) - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (blockTop(view, middle) <= px) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Distance of a display row from the top of its block, and its height. */
export function rowPlace(view: RowsView, index: number): { top: number; height: number } {
  let top = 0;
  const heightOf = (at: number): number => (view.at(at)?.kind === 'gap' ? GAP_PX : ROW_PX);
  for (let i = index - (index % BLOCK); i < index; i += 1) top += heightOf(i);
  return { top, height: heightOf(index) };
}

/** Between the place of the scrollbar (`physical`) and the place in the list (`logical`), for a viewport of `seen` pixels. */
export interface ScrollMap {
  /** Height of the element that the browser scrolls. */
  height: number;
  /** The two places are not the same. */
  isMapped: boolean;
  logical(physical: number): number;
  physical(logical: number): number;
}

export function scrollMap(total: number, seen: number): ScrollMap {
  if (total <= MAX_PX) return { height: total, isMapped: false, logical: (px) => px, physical: (px) => px };
  const ratio = (total - seen) / (MAX_PX - seen);
  return { height: MAX_PX, isMapped: true, logical: (px) => px * ratio, physical: (px) => px / ratio };
}
