import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { BLOCK } from '../../state/rows/rows-view.ts';
import { laneNames } from '../../state/sequence/sequence-sides.ts';
import { uniformView } from '../../state/rows/uniform-view.ts';
import { usePanel } from '../PanelContext.tsx';
import { SequenceEntryRow } from './SequenceEntryRow.tsx';
import { SequenceLegend } from './SequenceLegend.tsx';
import { sequenceKey } from './sequence-key.ts';
import { useBlocks } from '../controls/use-blocks.ts';

/** The diagram of what is in scope; rows are drawn only where they are seen. */
export function SequenceDiagram() {
  const panel = usePanel();
  const { sequence, selection, scope, session, live } = panel;
  const scroller = useRef<HTMLDivElement>(null);
  const [hasFocus, setFocus] = useState(false);
  const [follows, setFollows] = useState(live !== undefined);
  void sequence.version.value;
  void session.report.value;
  const list = sequence.list.value;
  const selected = selection.row.value;
  const blocks = useBlocks(scroller, uniformView(list.length));
  const at = selected === undefined ? -1 : placeOf(selected);
  /** What both sides have seen stands there once. */
  function placeOf(row: number): number {
    const mate = session.rows.value.columns.otherEnd(row)?.mate;
    const own = list.indexOf(row);
    return own < 0 && mate !== undefined ? list.indexOf(mate) : own;
  }
  const only = scope.connection.value;
  const lanes = [...sequence.connections.value.values()].filter(({ conn }) => scope.conns.value?.has(conn) ?? true);
  const hasServer = lanes.some(({ path }) => path !== 'direct');

  const merged = sequence.merged.value;
  const names = laneNames(merged);

  useLayoutEffect(() => {
    if (follows) blocks.toEnd();
  }, [list.length, follows]);
  useEffect(() => {
    if (at < 0) return;
    setFollows(false);
    blocks.reveal(at);
  }, [at, list]);

  return (
    <div class="sequence">
      <SequenceLegend
        isMerged={merged !== undefined}
        follows={follows}
        onFollow={live && (() => setFollows(!follows))}
      />
      <div
        ref={scroller}
        class={`lanes${hasServer ? '' : ' no-server'}${merged ? ' two-sided' : ''}`}
        role="treegrid"
        aria-label="Sequence diagram"
        aria-rowcount={list.length + 1}
        aria-activedescendant={at < 0 ? undefined : `sequence-${at}`}
        tabIndex={0}
        data-region="view"
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
        onScroll={() => follows && !blocks.isAtEnd() && setFollows(false)}
        onKeyDown={(event) => sequenceKey(event, panel, at, blocks.page())}
      >
        <div class="row head" role="row" aria-rowindex={1}>
          <span role="columnheader">Time</span>
          <span role="columnheader" class="lane-names">
            <b class="page cut" title={names.page}>
              {names.page}
            </b>
            {hasServer && <b class="server">{names.server}</b>}
            <b class="peer cut" title={names.peer}>
              {names.peer}
            </b>
          </span>
          <span role="columnheader" class="side">
            {only ? [only.conn, only.role, only.purpose].join(' · ') : scope.title.value}
          </span>
        </div>
        <div role="rowgroup" style={{ position: 'relative', height: `${blocks.height}px` }}>
          {blocks.items.map((item) => (
            <div
              key={item.index}
              role="presentation"
              style={{ position: 'absolute', top: `${blocks.top(item)}px`, left: 0, right: 0 }}
            >
              {Array.from({ length: Math.min(BLOCK, list.length - item.index * BLOCK) }, (_, i) => {
                const index = item.index * BLOCK + i;
                return (
                  <SequenceEntryRow
                    key={index}
                    index={index}
                    entry={list.at(index)}
                    isSelected={index === at}
                    isActive={index === at && hasFocus}
                  />
                );
              })}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
