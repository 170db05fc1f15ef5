import type { TreeRow } from '../../state/detail/layer-tree.ts';
import { IconButton } from '../controls/IconButton.tsx';

export interface TreeNodeProps {
  row: TreeRow;
  isMarked: boolean;
  isActive: boolean;
  isTight: boolean;
  isRevealed: boolean;
  linkTitle: string | undefined;
  onFold(): void;
  onHover(): void;
  onPin(): void;
  onLink(): void;
  onReveal(): void;
}

/** One layer or field. Names and values are texts, whatever they hold. */
export function TreeNode({
  row,
  isMarked,
  isActive,
  isRevealed,
  linkTitle,
  onFold,
  onHover,
  onPin,
  onLink,
  onReveal,
}: TreeNodeProps) {
  const { id, level, kind, name, value, note, range, isOpen } = row;
  return (
    <div
      class={`node ${kind}${isMarked ? ' marked' : ''}${isActive ? ' active-row' : ''}`}
      role="treeitem"
      id={`node-${id}`}
      data-node={id}
      aria-level={level}
      aria-expanded={isOpen}
      aria-selected={isActive}
      style={{ '--level': level }}
      onMouseEnter={onHover}
      onClick={() => {
        onPin();
        if (kind === 'layer') onFold();
      }}
    >
      <span class={kind === 'layer' ? 'cut' : 'cut second'} title={name}>
        {(kind === 'layer' || isOpen !== undefined) && <Fold isOpen={isOpen} onFold={onFold} />}
        {kind === 'layer' ? <b>{name}</b> : name}
      </span>
      <span class="cut" title={row.isSecret ? undefined : [value, note].filter(Boolean).join(' ')}>
        <span class={kind === 'layer' ? 'second' : undefined}>{value}</span>
        {linkTitle !== undefined && (
          <>
            {' '}
            <button type="button" class="link" tabIndex={-1} onClick={onLink}>
              {linkTitle}
            </button>
          </>
        )}
        {note !== '' && <span class={/verified$/.test(note) ? 'good' : 'second'}> {note}</span>}
      </span>
      {kind === 'field' && (
        <span class="range">
          {row.isSecret && (
            <IconButton
              icon="eye"
              small
              tabIndex={-1}
              title={isRevealed ? `Hide ${name}` : `Show ${name} for 30 s`}
              pressed={isRevealed}
              onClick={onReveal}
            />
          )}
          {range ? `${range[0]}–${Math.max(range[0], range[1] - 1)}` : ''}
        </span>
      )}
    </div>
  );
}

function Fold({ isOpen, onFold }: { isOpen: boolean | undefined; onFold(): void }) {
  return (
    <span
      class="fold"
      aria-hidden
      onClick={(event) => {
        event.stopPropagation();
        onFold();
      }}
    >
      {isOpen === undefined ? '' : isOpen ? '▾' : '▸'}
    </span>
  );
}
