import { useEffect, useMemo } from 'preact/hooks';
import type { RowDetail } from '../../../core/contract/decoder.ts';
import { createByteFocus } from '../../state/detail/byte-focus.ts';
import { byteViews, PIECE } from '../../state/detail/detail-views.ts';
import { foldedAtFirst } from '../../state/detail/layer-tree.ts';
import { CopyButton } from './CopyButton.tsx';
import { FrameBadges } from './FrameBadges.tsx';
import { HexView } from './HexView.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { LayerTree } from './LayerTree.tsx';
import { usePanel } from '../PanelContext.tsx';

export interface FrameDetailProps {
  detail: Extract<RowDetail, { kind: 'frame' }>;
  isHidden: boolean;
  onClose(): void;
}

/** One message: its layers as a tree, and its bytes. */
export function FrameDetail({ detail, isHidden, onClose }: FrameDetailProps) {
  const panel = usePanel();
  const { layout, reveal, selection, session } = panel;
  const focus = useMemo(() => {
    const made = createByteFocus();
    made.folded.value = foldedAtFirst(detail.dissection.tree, layout.dock.peek() === 'bottom');
    return made;
  }, [detail.row]);
  useEffect(() => reveal.hide, [detail.row]);
  const { columns, conns } = session.rows.value;
  const { dissection, dir, conn } = detail;
  const views = byteViews(detail, reveal.path.value);
  const share = layout.sizes.value.tree;
  const connNumber = columns.get('conn', detail.row);

  return (
    <>
      <div class="detail-head">
        <span class={`direction ${dir}`} title={dir === 'out' ? 'sent' : 'received'}>
          {dir === 'out' ? '↑' : '↓'}
        </span>
        <b>#{columns.get('no', detail.row)}</b>
        <span class="cut">{dissection.name}</span>
        <FrameBadges detail={detail} />
        <span class="grow" />
        <IconButton
          icon="flag"
          title="Mark… (m)"
          hasPopup="dialog"
          pressed={selection.marks.value.has(detail.row)}
          class={selection.marks.value.has(detail.row) ? 'on' : ''}
          onClick={() => (panel.dialog.value = { kind: 'mark' })}
        />
        <CopyButton detail={detail} />
        <IconButton icon="close" title="Close detail (Esc)" onClick={onClose} />
      </div>
      {isHidden && <p class="problem info">Hidden by the filter or the scope ({conn}).</p>}
      <div class="detail-body" style={{ '--tree-share': `minmax(0, ${(share / (1 - share)).toFixed(3)}fr)` }}>
        <LayerTree
          detail={detail}
          focus={focus}
          onLink={(seq) => {
            const row = conns.rowOf(connNumber, seq);
            if (row !== undefined) panel.show(row);
          }}
          linkTitle={(seq) => {
            const row = conns.rowOf(connNumber, seq);
            return row === undefined
              ? undefined
              : `#${columns.get('no', row)} ${columns.tables.names[columns.get('name', row)] ?? ''}`;
          }}
        />
        <HexView
          views={views}
          focus={focus}
          detail={detail}
          onReveal={detail.masked ? () => reveal.show(PIECE) : undefined}
        />
      </div>
    </>
  );
}
