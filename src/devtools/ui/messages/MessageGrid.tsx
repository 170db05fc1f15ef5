import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TargetedMouseEvent } from 'preact';
import { gridLayout } from '../../state/rows/grid-columns.ts';
import { count } from '../../state/format.ts';
import { messageCells } from '../../state/rows/message-cells.ts';
import { BLOCK } from '../../state/rows/rows-view.ts';
import { cellTerm, withTerm } from '../../state/rows/move.ts';
import { FrameRow, GapRow, RecordRow } from './MessageRow.tsx';
import { Icon } from '../controls/Icon.tsx';
import { usePanel } from '../PanelContext.tsx';
import { useBlocks, type Blocks } from '../controls/use-blocks.ts';
import { gridKey } from './grid-key.ts';

const TIME_TITLES = { absolute: 'Time', session: 'Since start', connection: 'Since dial' };

/** The list of messages: columns from the store, rows drawn only where they are seen. */
export function MessageGrid() {
  const panel = usePanel();
  const { shown, session, selection, scope, time, live } = panel;
  const scroller = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(900);
  const [hasFocus, setFocus] = useState(false);
  const follows = useRef(live !== undefined);
  const [seenLength, setSeenLength] = useState(0);
  const column = useRef('name');
  void shown.version.value;
  void session.version.value;
  const view = shown.view.value;
  const rows = session.rows.value;
  const selected = selection.row.value;
  const mode = time.value;
  const blocks = useBlocks(scroller, view);
  const layout = gridLayout(width);
  const isWide = layout.columns[0]?.id === 'no';
  const indent = isWide ? (width >= 780 ? '56px' : '44px') : '0';
  const timeWidth = width >= 780 ? '90px' : '80px';

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (!follows.current) return;
    blocks.toEnd();
    setSeenLength(view.length);
  }, [view.length, view]);
  useEffect(() => {
    if (selected === undefined) return;
    follows.current = false;
    const index = view.indexOf(selected);
    if (index >= 0) blocks.reveal(index);
    // Also when the list got lower because the detail opened.
  }, [selected, view, blocks.page()]);

  function onScroll(): void {
    const isAtEnd = blocks.isAtEnd();
    if (isAtEnd) setSeenLength(view.length);
    follows.current = isAtEnd && selection.row.peek() === undefined && live !== undefined;
  }

  function onClick({ target }: TargetedMouseEvent<HTMLDivElement>): void {
    if (!(target instanceof Element)) return;
    const row = target.closest('[data-row], [role=row]');
    const id = /^message-(\d+)$/.exec(row?.id ?? '')?.[1];
    const cell = target.closest('[role=gridcell]');
    if (row && cell) column.current = layout.columns[[...row.children].indexOf(cell)]?.id ?? 'name';
    if (id === undefined) return;
    selection.select(Number(id));
    panel.layout.isDetailOpen.value = true;
  }

  function filterByCell(isExcluded: boolean): void {
    const row = selection.row.peek();
    const term = row === undefined ? undefined : cellTerm(panel, row, column.current);
    if (term !== undefined) panel.filter.apply(withTerm(panel.filter.text.peek(), term, isExcluded));
  }

  const fresh = follows.current ? 0 : view.length - seenLength;
  return (
    <div class="grid" style={{ '--columns': layout.template }}>
      <div
        ref={scroller}
        class="grid-scroll"
        role="grid"
        aria-label="Messages"
        aria-rowcount={view.length + 1}
        aria-colcount={layout.columns.length}
        aria-activedescendant={selected === undefined ? undefined : `message-${selected}`}
        tabIndex={0}
        data-region="view"
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
        onScroll={onScroll}
        onClick={onClick}
        onKeyDown={(event) => gridKey(event, panel, { page: blocks.page(), filterByCell })}
      >
        <div class="row head" role="row" aria-rowindex={1}>
          {layout.columns.map(({ id, title, isRight }) => (
            <span key={id} role="columnheader" class={isRight ? 'right' : undefined}>
              {id === 'time' ? (
                <button
                  type="button"
                  tabIndex={-1}
                  title="Time: absolute, since the start, since the dial (t)"
                  onClick={() => panel.nextTimeMode()}
                >
                  {TIME_TITLES[mode]} ▾
                </button>
              ) : (
                title || <span class="hidden-text">Direction</span>
              )}
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ position: 'relative', height: `${blocks.height}px` }}>
          {blocks.items.map((item) => (
            <div
              key={item.index}
              role="presentation"
              class="block"
              style={{ top: `${blocks.top(item)}px`, height: `${item.size}px` }}
            >
              {Array.from({ length: Math.min(BLOCK, view.length - item.index * BLOCK) }, (_, i) => {
                const index = item.index * BLOCK + i;
                const at = view.at(index);
                if (at === undefined) return null;
                if (at.kind === 'gap')
                  return <GapRow key={`gap ${at.before}`} ms={at.ms} index={index + 2} indent={indent} />;
                const isSelected = at.row === selected;
                const place = {
                  id: `message-${at.row}`,
                  index: index + 2,
                  isSelected,
                  isActive: isSelected && hasFocus,
                };
                const cells = messageCells(rows, view, index, at.row, mode);
                return cells.kind === 'frame' ? (
                  <FrameRow key={at.row} cells={cells} columns={layout.columns} place={place} />
                ) : (
                  <RecordRow
                    key={at.row}
                    cells={cells}
                    timeWidth={timeWidth}
                    indent={indent}
                    place={place}
                    showsConn={scope.connection.value === undefined}
                  />
                );
              })}
            </div>
          ))}
        </div>
      </div>
      {shown.paused.value ? (
        <button type="button" class="jump" onClick={() => shown.pause(false)}>
          <Icon name="play" small />
          paused, {count(shown.waiting.value)} new
        </button>
      ) : (
        live && fresh > 0 && <Jump fresh={fresh} blocks={blocks} onJump={() => (follows.current = true)} />
      )}
    </div>
  );
}

function Jump({ fresh, blocks, onJump }: { fresh: number; blocks: Blocks; onJump(): void }) {
  return (
    <button
      type="button"
      class="jump"
      onClick={() => {
        onJump();
        blocks.toEnd();
      }}
    >
      <Icon name="toBottom" small />
      {count(fresh)} new
    </button>
  );
}
