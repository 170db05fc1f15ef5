import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RowDetail } from '../../../core/contract/decoder.ts';
import type { ByteFocus } from '../../state/detail/byte-focus.ts';
import { dimmedIn, innermostView, type ByteView } from '../../state/detail/detail-views.ts';
import { hexLine } from '../../state/detail/hex-lines.ts';
import { fieldAt, treeRows } from '../../state/detail/layer-tree.ts';
import { HexLine } from './HexLine.tsx';

const LINE_PX = 16;

export interface HexViewProps {
  views: ByteView[];
  focus: ByteFocus;
  detail: Extract<RowDetail, { kind: 'frame' }>;
  onReveal: (() => void) | undefined;
}

/** The bytes of a message; only the lines in view are drawn. */
export function HexView({ views, focus, detail, onReveal }: HexViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ top: 0, height: 200 });
  const wanted = focus.view.value ?? innermostView(detail.dissection);
  const shown = views.find(({ view }) => view === wanted) ?? views.at(-1);
  const marked = focus.hovered.value ?? focus.pinned.value;
  const range = marked?.view === shown?.view ? marked?.range : undefined;
  const pinned = focus.pinned.value;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setAt({ top: element.scrollTop, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [detail.row]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || pinned?.range == null || pinned.view !== shown?.view) return;
    const top = Math.floor(pinned.range[0] / 16) * LINE_PX;
    if (top < element.scrollTop || top + LINE_PX > element.scrollTop + element.clientHeight)
      element.scrollTop = Math.max(0, top - LINE_PX);
  }, [pinned]);

  if (shown === undefined) {
    return (
      <div class="hex">
        <div class="hex-head third">The payload is not in this recording.</div>
      </div>
    );
  }

  const lines = Math.ceil(shown.bytes.length / 16);
  const dimmed = dimmedIn(shown.view, detail.dissection);
  const first = Math.max(0, Math.floor(at.top / LINE_PX) - 4);
  const last = Math.min(lines, Math.ceil((at.top + at.height) / LINE_PX) + 4);

  function onHover(index: number | undefined): void {
    const rows = treeRows(detail.dissection.tree, { folded: new Set(), revealed: undefined });
    const found = index === undefined || shown === undefined ? undefined : fieldAt(rows, shown.view, index);
    if (found?.id !== focus.hovered.peek()?.id)
      focus.hovered.value = found && { id: found.id, view: found.view, range: found.range };
  }

  return (
    <div class="hex">
      <div class="hex-head">
        <span class="segments" role="group" aria-label="Bytes of">
          {views.map(({ view, title }) => (
            <button
              key={view}
              type="button"
              aria-pressed={view === shown.view}
              onClick={() => (focus.view.value = view)}
            >
              {title}
            </button>
          ))}
        </span>
        <span class="grow" />
        {onReveal && shown.masked.length > 0 && (
          <button type="button" class="link" onClick={onReveal}>
            show for 30 s
          </button>
        )}
        <span class="third cut">
          {range
            ? `bytes ${range[0]}–${Math.max(range[0], range[1] - 1)}, ${range[1] - range[0]} B`
            : 'hover a field or a byte'}
        </span>
      </div>
      <div
        ref={scroller}
        class="hex-scroll"
        tabIndex={0}
        role="region"
        aria-label={`Bytes, ${shown.title}`}
        onScroll={({ currentTarget }) => setAt({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })}
        onMouseMove={({ target }) => {
          const index = target instanceof HTMLElement ? target.dataset['byte'] : undefined;
          onHover(index === undefined ? undefined : Number(index));
        }}
        onMouseLeave={() => onHover(undefined)}
        onClick={() => {
          focus.pinned.value = focus.hovered.peek();
          focus.cursor.value = focus.hovered.peek()?.id;
        }}
      >
        <div style={{ height: `${lines * LINE_PX + 6}px`, paddingTop: `${first * LINE_PX + 3}px` }}>
          {Array.from({ length: Math.max(0, last - first) }, (_, i) => (
            <HexLine
              key={first + i}
              offset={(first + i) * 16}
              bytes={hexLine(shown.bytes, first + i, shown.masked)}
              dimmed={dimmed}
              marked={range}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
