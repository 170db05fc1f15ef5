import { useEffect, useRef } from 'preact/hooks';
import type { TargetedKeyboardEvent } from 'preact';
import { count } from '../../state/format.ts';
import { ALL } from '../../state/scope/scope.ts';
import type { ScopeRow } from '../../state/scope/scope-list.ts';
import { Icon } from '../controls/Icon.tsx';
import { usePanel } from '../PanelContext.tsx';
import { PeerLine } from './PeerLine.tsx';
import { ScopeConn } from './ScopeConn.tsx';

/** The list of connections beside the views: what is selected here is the scope of all of them. */
export function ScopeList() {
  const { scope, session } = usePanel();
  const element = useRef<HTMLDivElement>(null);
  void session.version.value;
  const { columns, conns } = session.rows.value;
  const rows = scope.rows.value;
  const key = scope.key.value;

  useEffect(() => {
    element.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [key]);

  return (
    <div
      ref={element}
      class="scope"
      role="treegrid"
      aria-label="Connections, sets the scope"
      tabIndex={0}
      data-region="list"
      aria-activedescendant={`scope-${key}`}
      onKeyDown={(event) => scopeKey(event, rows, key, scope)}
    >
      <div class="row head" role="row">
        <span role="columnheader" class="grow">
          Connections
        </span>
        <span role="columnheader" class="third">
          by peer
        </span>
      </div>
      <div
        class="row all"
        role="row"
        id={`scope-${ALL}`}
        aria-level={1}
        aria-selected={key === ALL}
        onClick={() => (scope.key.value = ALL)}
      >
        <span role="gridcell" class="grow">
          All connections
        </span>
        <span role="gridcell" class="second">
          {count(conns.count)}
        </span>
        <span role="gridcell" class="right" style={{ minWidth: '30px' }}>
          {count(columns.frames)}
        </span>
      </div>
      {rows.map((row) =>
        row.kind === 'peer' ? (
          <PeerLine key={row.key} row={row} isSelected={row.key === key} onSelect={() => (scope.key.value = row.key)} />
        ) : row.kind === 'conn' ? (
          <ScopeConn
            key={row.key}
            row={row}
            isSelected={row.key === key}
            onSelect={() => (scope.key.value = row.key)}
          />
        ) : (
          <GroupRow
            key={row.key}
            row={row}
            isSelected={row.key === key}
            onSelect={() => (scope.key.value = row.key)}
            onFold={() => scope.fold(row.key, row.isOpen)}
          />
        ),
      )}
    </div>
  );
}

export interface GroupRowProps {
  row: Extract<ScopeRow, { isOpen: boolean }>;
  isSelected: boolean;
  onSelect(): void;
  onFold(): void;
}

export function GroupRow({ row, isSelected, onSelect, onFold }: GroupRowProps) {
  const { kind, key, title, detail, isOpen, conns } = row;
  return (
    <div
      class={`row ${kind}`}
      role="row"
      id={`scope-${key}`}
      aria-level={kind === 'load' ? 1 : 2}
      aria-expanded={isOpen}
      aria-selected={isSelected}
      onClick={onSelect}
    >
      <span
        class="twist"
        aria-hidden
        onClick={(event) => {
          event.stopPropagation();
          onFold();
        }}
      >
        {isOpen ? '▾' : '▸'}
      </span>
      <span role="gridcell" class="cut grow">
        <b>{title}</b>
        {detail !== '' && <span class="second"> · {detail}</span>}
      </span>
      {kind === 'load' && row.failed > 0 && (
        <span role="gridcell" class="inline error">
          <Icon name="cross" small label="failed" />
          {row.failed}
        </span>
      )}
      <span role="gridcell" class="second">
        {conns.length}
      </span>
    </div>
  );
}

/** Moves the scope, folds and unfolds. */
export function scopeKey(
  event: TargetedKeyboardEvent<HTMLElement>,
  rows: ScopeRow[],
  key: string,
  scope: { key: { value: string }; fold(key: string, on: boolean): void },
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const keys = [ALL, ...rows.map((row) => row.key)];
  const at = Math.max(0, keys.indexOf(key));
  const row = rows[at - 1];
  const go = (index: number): void => {
    scope.key.value = keys[Math.min(keys.length - 1, Math.max(0, index))] ?? ALL;
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
      go(keys.length - 1);
      break;
    case 'ArrowRight':
      if (row && 'isOpen' in row && !row.isOpen) scope.fold(row.key, false);
      else go(at + 1);
      break;
    case 'ArrowLeft':
      if (row && 'isOpen' in row && row.isOpen) scope.fold(row.key, true);
      else go(keys.findLastIndex((_, index) => index < at && rows[index - 1]?.kind !== 'conn'));
      break;
    default:
      return;
  }
  event.preventDefault();
  event.stopPropagation();
}
