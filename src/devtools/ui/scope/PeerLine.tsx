import type { PeerRow } from '../../state/scope/peer-list.ts';

/** A peer met in several loads or by several ways: selected, every view tells its story as one. */
export function PeerLine({ row, isSelected, onSelect }: { row: PeerRow; isSelected: boolean; onSelect(): void }) {
  const { key, title, detail, conns } = row;
  return (
    <div
      class="row peer"
      role="row"
      id={`scope-${key}`}
      aria-level={1}
      aria-selected={isSelected}
      title={`${title}, all of it: ${detail}`}
      onClick={onSelect}
    >
      <span role="gridcell" class="cut grow">
        <b>{title}</b>
        <span class="second"> · {detail}</span>
      </span>
      <span role="gridcell" class="second">
        {conns.length}
      </span>
    </div>
  );
}
