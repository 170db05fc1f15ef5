import { createNotes, isArray } from '../natives.ts';
import type { ReaderPart, Room, Tap } from '../room.ts';
import { socketOf } from './chain.ts';
import { createCalls } from './calls.ts';
import { createFollower, type Follower } from './follow.ts';
import { peek } from './peek.ts';
import type { RouteWatch } from './routes.ts';

const keysOf = Object.keys;
const LONGEST_OBJECT = 64;

/** Turns the Connections that it is given, or that are met, into plugin and key records of their sockets. */
export function createReader(room: Room, routes: RouteWatch): ReaderPart {
  const followers = createNotes<object, Follower>();
  const watchCalls = createCalls((owner, key, trap) => room.hook?.patch(owner, key, trap));

  function follow(plugins: unknown, isLive: boolean, why: string, id: number | undefined): Tap | undefined {
    const socket = socketOf(plugins);
    const tap = socket && room.hook?.tap(socket);
    if (socket === undefined || tap === undefined) return undefined;
    let follower = followers.get(socket);
    if (follower === undefined) {
      tap.recognise(why);
      follower = createFollower(tap);
      followers.set(socket, follower);
    }
    follower.meet(plugins, isLive, id);
    return tap;
  }

  return {
    attach(connection) {
      const id = peek(connection, 'id');
      const tap = follow(pluginsOf(connection), true, 'attached', typeof id === 'number' ? id : undefined);
      if (tap === undefined) return routes.attach(connection);
      watchCalls(connection as object, tap);
      return true;
    },
    chain: (plugins, isLive) => void follow(plugins, isLive, 'its Connection was found', undefined),
  };
}

/** The array in which a Connection keeps its plugins: the member of that name, or whichever holds a chain. */
function pluginsOf(connection: unknown): unknown {
  const plugins = peek(connection, 'plugins');
  if (socketOf(plugins) !== undefined) return plugins;
  if (typeof connection !== 'object' || connection === null || isArray(connection)) return undefined;
  const keys = keysOf(connection);
  for (let at = 0; at < keys.length && at < LONGEST_OBJECT; at += 1) {
    const member = peek(connection, keys[at] ?? '');
    if (socketOf(member) !== undefined) return member;
  }
  return undefined;
}
