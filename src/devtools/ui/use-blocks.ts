import { elementScroll, observeElementRect, Virtualizer, type VirtualItem } from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { RowsView } from '../state/rows-view.ts';
import { BLOCK } from '../state/rows-view.ts';
import { blockCount, blockHeight, rowPlace, scrollMap, type ScrollMap } from '../state/scroll-map.ts';

/** Height of the head row that stays on top of the list. */
const HEAD_PX = 22;

/** A row further away than this is brought to the middle. */
const FAR_PX = 66;

export interface Blocks {
  items: VirtualItem[];
  /** Height of the element that the browser scrolls. */
  height: number;
  /** Where a block is drawn. */
  top(item: VirtualItem): number;
  isAtEnd(): boolean;
  toEnd(): void;
  /** Scrolls as little as needed for a display row to be seen. */
  reveal(index: number): void;
  /** Display rows that fit. */
  page(): number;
}

/** Virtualises a view in blocks of rows; above 800 000 rows the scrollbar is mapped (scroll-map.ts). */
export function useBlocks(scroller: RefObject<HTMLDivElement | null>, view: RowsView): Blocks {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const virtualizer = useRef<Virtualizer<HTMLDivElement, Element>>(undefined);
  const map = useRef<ScrollMap>(scrollMap(0, 0));
  const drawn = useRef({ view, length: -1 });

  const options = {
    count: blockCount(view),
    getScrollElement: () => scroller.current,
    estimateSize: (block: number) => blockHeight(view, block),
    overscan: 1,
    observeElementRect,
    scrollToFn: elementScroll,
    observeElementOffset: (
      instance: Virtualizer<HTMLDivElement, Element>,
      tell: (offset: number, isScrolling: boolean) => void,
    ) => {
      const element = instance.scrollElement;
      if (element === null) return undefined;
      const onScroll = (): void => tell(map.current.logical(element.scrollTop), false);
      onScroll();
      element.addEventListener('scroll', onScroll, { passive: true });
      return () => element.removeEventListener('scroll', onScroll);
    },
    onChange: () => redraw(undefined),
  };
  virtualizer.current ??= new Virtualizer(options);
  const blocks = virtualizer.current;
  blocks.setOptions(options);
  if (drawn.current.view !== view || drawn.current.length !== view.length) {
    drawn.current = { view, length: view.length };
    blocks.options.onChange = () => undefined;
    blocks.measure();
    blocks.options.onChange = options.onChange;
  }
  useLayoutEffect(() => blocks._didMount(), []);
  useLayoutEffect(() => blocks._willUpdate());

  const seen = (): number => (blocks.scrollRect?.height ?? 0) - HEAD_PX;
  map.current = scrollMap(blocks.getTotalSize(), seen());
  const { height, logical, physical } = map.current;
  const scrollTop = scroller.current?.scrollTop ?? 0;

  return {
    items: blocks.getVirtualItems(),
    height,
    top: (item) => item.start - logical(scrollTop) + scrollTop,
    isAtEnd: () => (scroller.current?.scrollTop ?? 0) >= height - seen() - 2,
    toEnd: () => scroller.current?.scrollTo({ top: height }),
    page: () => Math.max(1, Math.floor(seen() / HEAD_PX) - 1),
    reveal(index) {
      const element = scroller.current;
      if (element === null) return;
      const place = rowPlace(view, index);
      const top = (blocks.measurementsCache[Math.floor(index / BLOCK)]?.start ?? 0) + place.top;
      const at = logical(element.scrollTop);
      const isFar = top < at - FAR_PX || top > at + seen() + FAR_PX;
      if (isFar) element.scrollTop = physical(top - seen() / 2);
      else if (top < at) element.scrollTop = physical(top);
      else if (top + place.height > at + seen()) element.scrollTop = physical(top + place.height - seen());
    },
  };
}
