import type { GroupCells, ShownState, SyncCells } from '../../state/sync/sync-cells.ts';
import { Icon } from '../controls/Icon.tsx';
import type { IconName } from '../controls/icons.ts';

export interface RowPlace {
  index: number;
  isSelected: boolean;
  isActive: boolean;
}

const STATES: Record<ShownState, [icon: IconName, tone: string]> = {
  'in flight': ['half', 'accent'],
  answered: ['check', 'second'],
  verified: ['check', 'good'],
  'wrong object': ['cross', 'error'],
  'not ready': ['triangle', 'warning'],
  unauthorized: ['triangle', 'warning'],
  error: ['cross', 'error'],
  'no answer': ['cross', 'error'],
};

const attributes = ({ index, isSelected, isActive }: RowPlace) => ({
  id: `sync-${index}`,
  role: 'row' as const,
  'aria-rowindex': index + 2,
  'aria-selected': isSelected,
  class: isActive ? 'row active-row' : 'row',
});

export interface SyncRowProps {
  cells: SyncCells;
  place: RowPlace;
  onSelect(): void;
  onOpen(): void;
}

export function SyncRow({ cells, place, onSelect, onOpen }: SyncRowProps) {
  const { id, isOut, service, what, isObject, hash, left, width, latency, size, state, name } = cells;
  const [icon, tone] = STATES[state];
  const isRefused = state === 'not ready' || state === 'unauthorized' || state === 'error';
  return (
    <div {...attributes(place)} aria-level={2} aria-label={name} onClick={onSelect} onDblClick={onOpen}>
      <span role="gridcell" class="right third">
        {id}
      </span>
      <span role="gridcell" class={`asks ${isOut ? 'out' : 'in'}`} title={isOut ? 'This page asks' : 'The peer asks'}>
        {isOut ? '↑' : '↓'}
        <span class="words"> {isOut ? 'we ask' : 'peer asks'}</span>
      </span>
      <span role="gridcell">{service}</span>
      <span
        role="gridcell"
        class={`answer ${isRefused ? 'second' : ''}`}
        title={[what, hash].filter(Boolean).join(' ')}
      >
        {isObject ? <b>{what}</b> : what} {hash && <span class="mono second">{hash}…</span>}
      </span>
      <span role="gridcell" class="bar">
        <span
          class={`lane ${isOut ? 'out' : 'in'} ${state === 'in flight' ? 'growing' : ''} ${state === 'no answer' ? 'never' : ''}`}
          style={{ left: `${left.toFixed(2)}%`, width: `${width.toFixed(2)}%` }}
        />
      </span>
      <span role="gridcell" class="right">
        {latency}
      </span>
      <span role="gridcell" class="right second size">
        {size}
      </span>
      <span role="gridcell" class={`inline ${tone}`}>
        <Icon name={icon} small />
        {state}
      </span>
    </div>
  );
}

export interface SyncGroupRowProps {
  cells: GroupCells;
  isFolded: boolean;
  place: RowPlace;
  showsConn: boolean;
  onFold(): void;
}

export function SyncGroupRow({ cells, isFolded, place, showsConn, onFold }: SyncGroupRowProps) {
  const { title, conn, start, text, isBad } = cells;
  return (
    <div
      {...attributes(place)}
      class={place.isActive ? 'row group active-row' : 'row group'}
      aria-level={1}
      aria-expanded={!isFolded}
      aria-label={[title, conn, start, text].join(', ')}
      onClick={onFold}
    >
      <span role="gridcell" class="group-cell">
        <span class="third" aria-hidden>
          {isFolded ? '▸' : '▾'}
        </span>
        <b>{title}</b>
        {showsConn && <span>{conn}</span>}
        <span class="second">{start}</span>
        <span class={isBad ? 'error cut' : 'second cut'}>{text}</span>
      </span>
    </div>
  );
}
