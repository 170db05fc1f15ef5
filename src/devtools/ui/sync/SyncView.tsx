import { lockedWords } from '../../state/sync/locked-traffic.ts';
import { isLocked } from '../../state/outcome.ts';
import { Icon } from '../controls/Icon.tsx';
import { SyncGrid } from './SyncGrid.tsx';
import { SyncSide } from './SyncSide.tsx';
import { usePanel } from '../PanelContext.tsx';

/** Requests of CHUM with their answers, in passes, and what they amount to. */
export function SyncView() {
  const { sync } = usePanel();
  const { requests } = sync.summary.value;
  if (requests === 0 && sync.groups.value.length === 0) return <SyncEmpty />;
  return (
    <div class="sync">
      <div class="sync-panes">
        <SyncGrid />
        <SyncSide />
      </div>
    </div>
  );
}

function SyncEmpty() {
  const { scope, session, filter } = usePanel();
  const inScope = scope.conns.value;
  const of = session.report.value.connections.filter(({ conn }) => inScope === undefined || inScope.has(conn));
  const locked = of.filter(isLocked);
  return (
    <div class="scroll sync-empty second" tabIndex={0} role="region" aria-label="Requests of CHUM" data-region="view">
      <p>
        No request of CHUM {inScope ? 'in scope' : 'in this recording'}
        {filter.node.value ? ' is left by the filter' : ''}.
      </p>
      {locked.length > 0 && <p>Encrypted without a known key, where requests and answers cannot be told apart:</p>}
      <ul>
        {locked.map((connection) => (
          <li key={connection.conn} class="inline">
            <Icon name="locked" small />
            <button type="button" class="link" onClick={() => (scope.key.value = `conn:${connection.conn}`)}>
              {connection.conn}
            </button>
            {lockedWords(connection, session.rows.value)}
          </li>
        ))}
      </ul>
    </div>
  );
}
