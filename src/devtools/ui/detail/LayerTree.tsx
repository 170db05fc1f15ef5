import { useEffect, useRef } from 'preact/hooks';
import type { TargetedKeyboardEvent } from 'preact';
import type { RowDetail } from '../../../core/contract/decoder.ts';
import type { ByteFocus, Marked } from '../../state/detail/byte-focus.ts';
import { treeRows, type TreeRow } from '../../state/detail/layer-tree.ts';
import { usePanel } from '../PanelContext.tsx';
import { TreeNode } from './TreeNode.tsx';

export interface LayerTreeProps {
  detail: Extract<RowDetail, { kind: 'frame' }>;
  focus: ByteFocus;
  onLink(seq: number): void;
  linkTitle(seq: number): string | undefined;
}

const markOf = ({ id, view, range }: TreeRow): Marked => ({ id, view, range });

/** The layers of a message from the wire to the content, with their fields. */
export function LayerTree({ detail, focus, onLink, linkTitle }: LayerTreeProps) {
  const { reveal, layout } = usePanel();
  const element = useRef<HTMLDivElement>(null);
  const { dissection } = detail;
  const folded = focus.folded.value;
  const rows = treeRows(dissection.tree, { folded, revealed: reveal.path.value });
  const cursor = focus.cursor.value;
  const marked = focus.hovered.value ?? focus.pinned.value;

  useEffect(() => {
    element.current?.scrollTo({ top: 0 });
  }, [detail.row]);
  useEffect(() => {
    if (cursor !== undefined)
      element.current?.querySelector(`[data-node="${cursor}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [cursor]);

  function fold(id: string, on: boolean): void {
    const next = new Set(folded);
    if (on) next.add(id);
    else next.delete(id);
    focus.folded.value = next;
  }

  function pin(row: TreeRow): void {
    focus.cursor.value = row.id;
    focus.pinned.value = row.range ? markOf(row) : undefined;
    if (row.range) focus.view.value = row.view;
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = rows.findIndex(({ id }) => id === cursor);
    const row = rows[at];
    const go = (index: number): void => {
      const next = rows[Math.min(rows.length - 1, Math.max(0, index))];
      if (next) pin(next);
    };
    switch (event.key) {
      case 'ArrowDown':
      case 'j':
        go(at + 1);
        break;
      case 'ArrowUp':
      case 'k':
        go(at - 1);
        break;
      case 'Home':
        go(0);
        break;
      case 'End':
        go(rows.length - 1);
        break;
      case 'ArrowRight':
        if (row?.isOpen === false) fold(row.id, false);
        else go(at + 1);
        break;
      case 'ArrowLeft':
        if (row?.isOpen === true) fold(row.id, true);
        else if (row) go(rows.findIndex(({ id }) => id === row.id.slice(0, row.id.lastIndexOf('.'))));
        break;
      case 'Enter':
        if (row?.link !== undefined) onLink(row.link);
        else if (row?.isOpen !== undefined) fold(row.id, row.isOpen);
        break;
      case 'Escape':
        if (focus.pinned.peek()) focus.pinned.value = undefined;
        else if (cursor !== undefined) focus.cursor.value = undefined;
        else {
          document.querySelector<HTMLElement>('[data-region=view]')?.focus();
          return;
        }
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={element}
      class="tree"
      role="tree"
      aria-label="Layers and fields"
      tabIndex={0}
      data-region="detail"
      aria-activedescendant={cursor === undefined ? undefined : `node-${cursor}`}
      onKeyDown={onKeyDown}
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !element.current?.contains(to)) reveal.hide();
      }}
      onMouseLeave={() => (focus.hovered.value = undefined)}
    >
      {dissection.problem && (
        <p class="problem" role="note">
          {dissection.problem.message} <span class="mono third">{dissection.problem.code}</span>
        </p>
      )}
      {rows.map((row) => (
        <TreeNode
          key={row.id}
          row={row}
          isMarked={marked?.id === row.id}
          isActive={cursor === row.id}
          isTight={layout.dock.value === 'bottom'}
          isRevealed={reveal.path.value === row.id}
          linkTitle={row.link === undefined ? undefined : linkTitle(row.link)}
          onFold={() => row.isOpen !== undefined && fold(row.id, row.isOpen)}
          onHover={() => (focus.hovered.value = row.range ? markOf(row) : undefined)}
          onPin={() => pin(row)}
          onLink={() => row.link !== undefined && onLink(row.link)}
          onReveal={() => (reveal.path.peek() === row.id ? reveal.hide() : reveal.show(row.id))}
        />
      ))}
    </div>
  );
}
