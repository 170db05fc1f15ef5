import { SyncGrid } from './SyncGrid.tsx';
import { SyncSide } from './SyncSide.tsx';
import { usePanel } from './PanelContext.tsx';

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
  const locked = of.filter(({ encrypted, keyKnown }) => encrypted && !keyKnown).length;
  return (
    <div class="section second">
      <p>
        No request of CHUM {inScope ? 'in scope' : 'in this recording'}
        {filter.node.value ? ' is left by the filter' : ''}.
      </p>
      {locked > 0 && (
        <p>
          {locked === 1 ? 'One connection is' : `${locked} connections are`} encrypted without a known key: requests and
          answers cannot be told apart there.
        </p>
      )}
    </div>
  );
}
