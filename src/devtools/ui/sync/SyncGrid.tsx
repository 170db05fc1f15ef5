import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { BLOCK } from '../../state/rows/rows-view.ts';
import { groupCells, syncCells } from '../../state/sync/sync-cells.ts';
import { displayLength, itemAt } from '../../state/sync/sync-list.ts';
import { indexOfRow } from '../../state/sync/sync-place.ts';
import { uniformView } from '../../state/rows/uniform-view.ts';
import { usePanel } from '../PanelContext.tsx';
import { syncKey } from './sync-key.ts';
import { SyncGroupRow, SyncRow } from './SyncRow.tsx';
import { useBlocks } from '../controls/use-blocks.ts';

const TITLES = [
  ['Req', 'right'],
  ['Asks', 'asks'],
  ['Service', ''],
  ['Answer / hash', 'answer'],
  ['Time in its pass', 'bar'],
  ['Latency', 'right'],
  ['Size', 'right size'],
  ['State', ''],
] as const;

export function SyncGrid() {
  const panel = usePanel();
  const { sync, selection, scope, live } = panel;
  const scroller = useRef<HTMLDivElement>(null);
  const [hasFocus, setFocus] = useState(false);
  const [cursor, setCursor] = useState<string>();
  const follows = useRef(live !== undefined);
  const groups = sync.groups.value;
  const facts = sync.facts.value;
  const length = displayLength(groups);
  const blocks = useBlocks(scroller, uniformView(length));
  const selected = selection.row.value;
  const chosen = useMemo(() => (selected === undefined ? -1 : indexOfRow(groups, facts, selected)), [groups, selected]);
  const group = cursor === undefined ? undefined : groups.find(({ key }) => key === cursor);
  const at = group ? group.top : chosen;
  const showsConn = scope.connection.value === undefined;

  useEffect(() => {
    if (follows.current) blocks.toEnd();
  }, [length]);
  useEffect(() => {
    if (at < 0) return;
    follows.current = false;
    blocks.reveal(at);
  }, [at]);

  function select(index: number): void {
    const item = itemAt(groups, index);
    setCursor(item?.kind === 'group' ? item.group.key : undefined);
    if (item?.kind === 'request') selection.select(facts.store.row(item.request));
  }

  return (
    <div
      ref={scroller}
      class="sync-scroll"
      role="treegrid"
      aria-label="Requests of CHUM"
      aria-rowcount={length + 1}
      aria-activedescendant={at < 0 ? undefined : `sync-${at}`}
      tabIndex={0}
      data-region="view"
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
      onScroll={() => {
        follows.current = blocks.isAtEnd() && live !== undefined && at < 0;
      }}
      onKeyDown={(event) => syncKey(event, panel, { at, page: blocks.page(), select })}
    >
      <div class="row head" role="row" aria-rowindex={1}>
        {TITLES.map(([title, name]) => (
          <span key={title} role="columnheader" class={name}>
            {title === 'Asks' ? <span class="hidden-text">{title}</span> : title}
          </span>
        ))}
      </div>
      <div role="rowgroup" style={{ position: 'relative', height: `${blocks.height}px` }}>
        {blocks.items.map((block) => (
          <div
            key={block.index}
            role="presentation"
            style={{ position: 'absolute', top: `${blocks.top(block)}px`, left: 0, right: 0 }}
          >
            {Array.from({ length: Math.max(0, Math.min(BLOCK, length - block.index * BLOCK)) }, (_, i) => {
              const index = block.index * BLOCK + i;
              const item = itemAt(groups, index);
              const place = { index, isSelected: index === at, isActive: index === at && hasFocus };
              if (item === undefined) return null;
              return item.kind === 'group' ? (
                <SyncGroupRow
                  key={item.group.key}
                  cells={groupCells(item.group, facts)}
                  isFolded={item.group.isFolded}
                  place={place}
                  showsConn={showsConn}
                  onFold={() => {
                    select(index);
                    sync.fold(item.group.key);
                  }}
                />
              ) : (
                <SyncRow
                  key={`request ${item.request}`}
                  cells={syncCells(item.request, item.pass, facts)}
                  place={place}
                  onSelect={() => select(index)}
                  onOpen={() => panel.show(facts.store.row(item.request))}
                />
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
