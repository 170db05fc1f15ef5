import type { RouteTable } from '../plugins/route-table.ts';
import { short } from './words.ts';

/** The library's routes as it told them last, one line for each group. */
export function routeLines(tables: readonly RouteTable[]): string[] {
  const groups = tables.flatMap(({ groups }) => groups);
  if (groups.length === 0) return [];
  const lines = groups.map(({ group, remote, catchAll, connected, over, routes }) => {
    const ways = routes.map(
      ({ id, enabled, active }) => `${id}${enabled ? '' : ' (disabled)'}${active ? ' (active)' : ''}`,
    );
    const whom = catchAll ? 'whoever comes' : remote === '' ? 'a peer' : short(remote);
    return `  ${group === '' ? 'a group' : group} with ${whom}: ${connected ? `connected over ${over}` : 'not connected'}; ${ways.join(', ')}`;
  });
  return ['', 'Routes of the library', ...lines];
}
