import { isObject } from '../trace/checks.ts';
import type { Json, TraceRecord } from '../trace/records.ts';

/** One route of a group, as the library names it: `OutgoingWebsocketRoute:<url>`. */
export interface LibraryRoute {
  id: string;
  enabled: boolean;
  /** It is being dialled, or listens. */
  active: boolean;
}

/** Routes between two keys for one purpose (PROTOCOL §7). */
export interface RouteGroup {
  group: string;
  /** Public keys as hex. */
  local: string;
  remote: string;
  catchAll: boolean;
  connected: boolean;
  /** Id of the route that the connection came over; '' where there is none. */
  over: string;
  routes: LibraryRoute[];
}

/** The library's route table of one page, as it was told last. */
export interface RouteTable {
  page: string;
  t: number;
  groups: RouteGroup[];
}

/** The table that a `sample` record tells; undefined for any other record. What a page may have forged is left out. */
export function routeTableOf(record: TraceRecord): RouteTable | undefined {
  if (record.kind !== 'sample' || record.what !== 'routes' || !isObject(record.values)) return undefined;
  return { page: record.page ?? '', t: record.t, groups: listOf(record.values['groups']).map(groupOf) };
}

const listOf = (value: unknown): { [name: string]: unknown }[] => (Array.isArray(value) ? value.filter(isObject) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const groupOf = ({
  group,
  local,
  remote,
  catchAll,
  connected,
  over,
  routes,
}: {
  [name: string]: unknown;
}): RouteGroup => ({
  group: text(group),
  local: text(local),
  remote: text(remote),
  catchAll: catchAll === true,
  connected: connected === true,
  over: text(over),
  routes: listOf(routes).map(({ id, enabled, active }) => ({
    id: text(id),
    enabled: enabled === true,
    active: active === true,
  })),
});

/** What may leave of a table: which kinds of routes there are and how they stand; no keys, no addresses. */
export const shapeOfRoutes = (values: Json, groups: ReadonlySet<string>): Json => ({
  groups: listOf(isObject(values) ? values['groups'] : undefined)
    .map(groupOf)
    .map(({ group, over, routes, local: _local, remote: _remote, ...flags }) => ({
      ...flags,
      group: groups.has(group) ? group : '',
      over: kindOf(over),
      routes: routes.map(({ id, enabled, active }) => ({ id: kindOf(id), enabled, active })),
    })),
});

const KINDS = new Set(['OutgoingWebsocketRoute', 'IncomingWebsocketRouteCommServer', 'IncomingWebsocketRouteDirect']);

function kindOf(id: string): string {
  const [kind = ''] = id.split(':', 1);
  return KINDS.has(kind) ? kind : '';
}
