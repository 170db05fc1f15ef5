import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { RowsView } from '../../state/rows/rows-view.ts';
import { BLOCK } from '../../state/rows/rows-view.ts';
import {
  blockAt,
  blockCount,
  blockHeight,
  blockTop,
  listHeight,
  rowPlace,
  scrollMap,
  type ScrollMap,
} from '../../state/rows/scroll-map.ts';

/** Height of the head row that stays on top of the list. */
const HEAD_PX = 22;

/** A row further away than this is brought to the middle. */
const FAR_PX = 66;

/** So much is drawn above and below what is seen: the browser scrolls before it tells. */
const AHEAD_PX = 110;

export interface Block {
  index: number;
  size: number;
}

export interface Blocks {
  items: Block[];
  /** Height of the element that the browser scrolls. */
  height: number;
  /** Where a block is drawn. */
  top(item: Block): number;
  isAtEnd(): boolean;
  toEnd(): void;
  /** Scrolls as little as needed for a display row to be seen. */
  reveal(index: number): void;
  /** Display rows that fit. */
  page(): number;
}

/**
 * Virtualises a view in blocks of rows; above 800 000 rows the scrollbar is mapped (scroll-map.ts). Where a block stands is computed,
 * not remembered: a list that grows costs nothing for what it has already.
 */
export function useBlocks(scroller: RefObject<HTMLDivElement | null>, view: RowsView): Blocks {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const box = useRef(0);
  const seen = (): number => box.current - HEAD_PX;
  const map = scrollMap(listHeight(view), seen());
  const { height, logical, physical } = map;
  const scrollTop = scroller.current?.scrollTop ?? 0;
  const shown = range(view, map, scrollTop, box.current);
  const drawn = useRef({ view, map, shown });
  drawn.current = { view, map, shown };

  function watch(element: HTMLDivElement): () => void {
    const measure = (): void => {
      if (box.current === element.clientHeight) return;
      box.current = element.clientHeight;
      redraw(undefined);
    };
    const onScroll = (): void => {
      const last = drawn.current;
      const next = range(last.view, last.map, element.scrollTop, box.current);
      // In a mapped list blocks do not move with the scrollbar.
      if (last.map.isMapped || next.first !== last.shown.first || next.last !== last.shown.last) redraw(undefined);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }

  const watched = useRef<{ element: HTMLDivElement; undo: () => void }>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (watched.current?.element === (element ?? undefined)) return;
    watched.current?.undo();
    watched.current = element === null ? undefined : { element, undo: watch(element) };
  });
  useLayoutEffect(() => () => watched.current?.undo(), []);

  return {
    items: Array.from({ length: shown.last - shown.first + 1 }, (_, i) => ({
      index: shown.first + i,
      size: blockHeight(view, shown.first + i),
    })),
    height,
    top: ({ index }) => blockTop(view, index) - logical(scrollTop) + scrollTop,
    isAtEnd: () => (scroller.current?.scrollTop ?? 0) >= height - seen() - 2,
    toEnd: () => scroller.current?.scrollTo({ top: height }),
    page: () => Math.max(1, Math.floor(seen() / HEAD_PX) - 1),
    reveal(index) {
      const element = scroller.current;
      if (element === null) return;
      const place = rowPlace(view, index);
      const top = blockTop(view, Math.floor(index / BLOCK)) + place.top;
      const at = logical(element.scrollTop);
      const isFar = top < at - FAR_PX || top > at + seen() + FAR_PX;
      if (isFar) element.scrollTop = physical(top - seen() / 2);
      else if (top < at) element.scrollTop = physical(top);
      else if (top + place.height > at + seen()) element.scrollTop = physical(top + place.height - seen());
    },
  };
}

/** The blocks to draw; none while the list has no height. */
function range(view: RowsView, map: ScrollMap, scrollTop: number, box: number): { first: number; last: number } {
  if (box === 0 || blockCount(view) === 0) return { first: 0, last: -1 };
  const top = map.logical(scrollTop);
  return { first: blockAt(view, top - AHEAD_PX), last: blockAt(view, top + box + AHEAD_PX) };
}
