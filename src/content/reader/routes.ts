import { cleanUrl } from '../../core/trace/clean-url.ts';
import { method } from '../../core/trace/captured.ts';
import { json } from '../json.ts';
import { append, isArray } from '../natives.ts';
import type { Room } from '../room.ts';
import { peek } from './peek.ts';

const MOST_GROUPS = 64;
const MOST_ROUTES = 16;
const LONGEST_TEXT = 256;
const KEY_BYTES = 32;

const each = method(Map.prototype, 'forEach') as (self: unknown, run: (value: unknown) => void) => void;

/** The library's own table of routes (PROTOCOL §7), where the app hands over what holds it. */
export interface RouteWatch {
  /** @returns whether this is a ConnectionsModel, or what below it holds the routes */
  attach(model: unknown): boolean;
  /** Tells the table where it is another than the one told last. */
  look(): void;
}

interface Route {
  readonly [key: string]: string | boolean;
}

export function createRouteWatch(room: Room): RouteWatch {
  let groups: unknown;
  let told = '';

  function look(): void {
    if (groups === undefined || !room.hook?.isLive()) return;
    const list: object[] = [];
    eachGroup(groups, (group) => {
      if (list.length < MOST_GROUPS) append(list, readGroup(group));
    });
    const text = json({ groups: list as [] });
    if (text === told) return;
    told = text;
    room.hook.sample('routes', { groups: list as [] });
  }

  return {
    look,
    attach(model) {
      const found = groupsBelow(model);
      if (found === undefined) return false;
      groups = found;
      look();
      return true;
    },
  };
}

/** From the app's model down: `leuteConnectionsModule`, `connectionRouteManager`, `connectionRoutesGroupMap`, and the Map in that. */
function groupsBelow(model: unknown): unknown {
  const leute = peek(model, 'leuteConnectionsModule') ?? model;
  const manager = peek(leute, 'connectionRouteManager') ?? leute;
  const map = peek(manager, 'connectionRoutesGroupMap') ?? manager;
  const groups = peek(map, 'connectionRoutesGroups') ?? peek(map, 'knownConnectionsMap');
  return isMap(groups) ? groups : undefined;
}

function isMap(value: unknown): boolean {
  try {
    each(value, () => {});
    return true;
  } catch {
    return false;
  }
}

/** Local key → remote key → name of the group. */
function eachGroup(groups: unknown, run: (group: unknown) => void): void {
  each(groups, (ofLocal) => each(ofLocal, (ofRemote) => each(ofRemote, run)));
}

function readGroup(group: unknown): object {
  const known = peek(group, 'knownRoutes');
  const routes: Route[] = [];
  for (let at = 0; isArray(known) && at < MOST_ROUTES; at += 1) {
    const entry = peek(known, at);
    if (entry === undefined) break;
    const route = peek(entry, 'route');
    append(routes, {
      id: idOf(route),
      enabled: peek(entry, 'disabled') !== true,
      active: peek(route, 'active') === true,
    });
  }
  return {
    group: textOf(peek(group, 'groupName')),
    local: keyOf(peek(group, 'localPublicKey')),
    remote: keyOf(peek(group, 'remotePublicKey')),
    catchAll: peek(group, 'isCatchAllGroup') === true,
    connected: isObject(peek(group, 'activeConnection')),
    over: idOf(peek(group, 'activeConnectionRoute')),
    routes,
  };
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' && value.length <= LONGEST_TEXT ? value : '');

/** `OutgoingWebsocketRoute:<url>`: the URL without what may be secret in it. */
function idOf(route: unknown): string {
  const id = textOf(peek(route, 'id'));
  for (let at = 0; at < id.length; at += 1) {
    if (id[at] !== ':') continue;
    return sliced(id, 0, at + 1) + cleanUrl(sliced(id, at + 1, id.length));
  }
  return id;
}

function sliced(text: string, from: number, to: number): string {
  let out = '';
  for (let at = from; at < to; at += 1) out += text[at] as string;
  return out;
}

const DIGITS = '0123456789abcdef';

/** A public key as hex; '' for anything else. */
function keyOf(key: unknown): string {
  let hex = '';
  for (let at = 0; at < KEY_BYTES; at += 1) {
    const byte = peek(key, at);
    if (typeof byte !== 'number' || byte < 0 || byte > 255 || byte % 1 !== 0) return '';
    hex += (DIGITS[(byte - (byte % 16)) / 16] as string) + (DIGITS[byte % 16] as string);
  }
  return hex;
}
