import { ALL } from '../../state/scope/scope.ts';
import { ConnectionDetail } from './ConnectionDetail.tsx';
import { ConnectionRow } from './ConnectionRow.tsx';
import { usePanel } from '../PanelContext.tsx';
import { PeerLine } from '../scope/PeerLine.tsx';
import { GroupRow, scopeKey } from '../scope/ScopeList.tsx';
import { SplitPanes } from '../controls/SplitPanes.tsx';

const WIDE = [
  '',
  '',
  'Conn',
  'Role',
  'State',
  'Purpose',
  'Lineage',
  'Life in the page load',
  'Sent',
  'Received',
  'Msg',
  'End',
];
const NARROW = ['', '', 'Conn', 'Role', 'Outcome', 'Life', 'Received', 'Msg'];
const RIGHT = new Set(['Sent', 'Received', 'Msg']);

/** The connection list at full width, with the detail of the one in scope. */
export function ConnectionsView() {
  const { scope, session, layout } = usePanel();
  void session.version.value;
  const rows = scope.rows.value;
  const key = scope.key.value;
  const isNarrow = layout.dock.value === 'right';
  const connection = scope.connection.value;
  const list = (
    <div
      class="connections scroll"
      role="treegrid"
      aria-label="Connections"
      tabIndex={0}
      data-region="view"
      aria-activedescendant={key === ALL ? undefined : `scope-${key}`}
      onKeyDown={(event) => scopeKey(event, rows, key, scope)}
    >
      <div class="row head" role="row">
        {(isNarrow ? NARROW : WIDE).map((title, at) => (
          <span key={at} role="columnheader" class={RIGHT.has(title) ? 'right' : undefined}>
            {title || <span class="hidden-text">{at === 0 ? 'Lineage' : 'Standing'}</span>}
          </span>
        ))}
      </div>
      {rows.map((row) =>
        row.kind === 'peer' ? (
          <PeerLine key={row.key} row={row} isSelected={row.key === key} onSelect={() => (scope.key.value = row.key)} />
        ) : row.kind === 'conn' ? (
          <ConnectionRow
            key={row.key}
            row={row}
            isNarrow={isNarrow}
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
  return (
    <SplitPanes
      class="connections-split"
      first={list}
      second={connection && <ConnectionDetail connection={connection} />}
    />
  );
}
