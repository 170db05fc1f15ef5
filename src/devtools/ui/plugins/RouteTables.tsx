import { short } from '../../state/format.ts';
import { usePanel } from '../PanelContext.tsx';

const TITLES = ['Group', 'Peer', 'Connected over', 'Routes'];

/** The library's own table of routes, where the app handed it over. */
export function RouteTables() {
  const groups = (usePanel().session.report.value.routes ?? []).flatMap((table) => table.groups);
  if (groups.length === 0) return null;
  return (
    <section aria-label="Routes of the library">
      <h2 class="section-title">
        Routes of the library <span class="second">as the app handed them over</span>
      </h2>
      <div role="table" aria-label="Routes of the library" class="route-table">
        <div class="row head" role="row">
          {TITLES.map((title) => (
            <span key={title} role="columnheader">
              {title}
            </span>
          ))}
        </div>
        {groups.map(({ group, local, remote, catchAll, connected, over, routes }) => (
          <div key={`${local} ${remote} ${group}`} class="row" role="row">
            <span role="cell">{group || '–'}</span>
            <span role="cell" title={remote}>
              {catchAll ? 'whoever comes' : remote === '' ? '–' : short(remote)}
            </span>
            <span role="cell" class="cut" title={over}>
              {connected ? over || 'yes' : 'not connected'}
            </span>
            <span role="cell" class="cut">
              {routes
                .map(({ id, enabled, active }) => `${id}${enabled ? (active ? ' (active)' : '') : ' (disabled)'}`)
                .join(' · ')}
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}
