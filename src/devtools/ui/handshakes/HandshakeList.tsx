import { useEffect, useRef } from 'preact/hooks';
import type { TargetedKeyboardEvent } from 'preact';
import { duration } from '../../state/format.ts';
import { listMove } from '../../state/rows/list-move.ts';
import { BLOCK } from '../../state/rows/rows-view.ts';
import { uniformView } from '../../state/rows/uniform-view.ts';
import { HandshakeRow } from './HandshakeRow.tsx';
import { usePanel } from '../PanelContext.tsx';
import { useBlocks } from '../controls/use-blocks.ts';

/** Every handshake as a stacked bar on one axis. Selecting one makes its connection the scope. */
export function HandshakeList() {
  const { handshakes, scope, sequence, go } = usePanel();
  const scroller = useRef<HTMLDivElement>(null);
  const all = handshakes.all.value;
  const connections = sequence.connections.value;
  const barsMs = handshakes.barsMs.value;
  const blocks = useBlocks(scroller, uniformView(all.length));
  const at = all.findIndex(({ conn }) => scope.key.value === `conn:${conn}`);

  useEffect(() => {
    if (at >= 0) blocks.reveal(at);
  }, [at]);

  function onKeyDown(event: TargetedKeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = listMove(event.key, at, all.length, blocks.page());
    const next = to === undefined ? undefined : all[to];
    if (next) scope.key.value = `conn:${next.conn}`;
    else if (event.key === 'Enter' && at >= 0) go('messages');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={scroller}
      class="handshake-list"
      role="grid"
      aria-label="All handshakes"
      aria-rowcount={all.length + 1}
      aria-activedescendant={at < 0 ? undefined : `handshake-${at}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div class="row head" role="row" aria-rowindex={1}>
        <span role="columnheader">Conn</span>
        <span role="columnheader">Role</span>
        <span role="columnheader">Phases (0–{duration(barsMs).replace(/\.0+(?= )/, '')})</span>
        <span role="columnheader" class="right">
          Total
        </span>
        <span role="columnheader" class="right">
          Msg
        </span>
        <span role="columnheader">Result</span>
      </div>
      <div role="rowgroup" style={{ position: 'relative', height: `${blocks.height}px` }}>
        {blocks.items.map((item) => (
          <div
            key={item.index}
            role="presentation"
            style={{ position: 'absolute', top: `${blocks.top(item)}px`, left: 0, right: 0 }}
          >
            {all.slice(item.index * BLOCK, (item.index + 1) * BLOCK).map((handshake, i) => {
              const index = item.index * BLOCK + i;
              return (
                <HandshakeRow
                  key={handshake.conn}
                  handshake={handshake}
                  connection={connections.get(handshake.conn)}
                  index={index}
                  barsMs={barsMs}
                  isSelected={index === at}
                  onSelect={() => (scope.key.value = `conn:${handshake.conn}`)}
                />
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
