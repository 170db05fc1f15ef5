import { cleanUrl } from '../../core/trace/clean-url.ts';
import { getter } from '../../core/trace/captured.ts';
import type { Connection } from '../connections.ts';
import { json } from '../json.ts';
import { append, construct, getOwnPropertyDescriptor, isArray, monotonic } from '../natives.ts';
import { passOn, refused, sending, textAt } from '../observed.ts';
import { originalOf, patchFunction, type ApplyTrap, type ConstructTrap } from '../patch.ts';
import { undoAll } from '../undo.ts';
import { createBuffered } from '../payload/buffered.ts';
import type { CaptureTransport, Realm } from './transport.ts';
import { listenToSocket } from './websocket-events.ts';

const Native = WebSocket;
const OPEN = 1;

type Newable = new (...args: never[]) => unknown;
const isOpen = (self: object): boolean => stateOf(self as WebSocket) === OPEN;
const urlOf = getter(Native.prototype, 'url');
const stateOf = getter(Native.prototype, 'readyState');
const amountOf = getter(Native.prototype, 'bufferedAmount') as (socket: object) => number;

/**
 * The page keeps its real sockets. The constructor, `send` and `close` are proxied; everything else is learnt from listeners that are
 * registered before the page gets hold of the socket.
 */
export const websocket: CaptureTransport = {
  install(realm) {
    const { prototype } = Native;
    const undo = [
      patchFunction(
        globalThis,
        'WebSocket',
        { construct: constructing(realm) },
        { owner: prototype, key: 'constructor' },
      ),
      patchFunction(prototype, 'send', { apply: sending(realm, isOpen, adopt, createBuffered(amountOf)) }),
      patchFunction(prototype, 'close', { apply: closing(realm) }),
    ];
    return () => undoAll(undo);
  },
  adopt,
};

function adopt(object: object, realm: Realm): Connection {
  return take(object as WebSocket, realm, monotonic(), undefined, true);
}

/** @throws TypeError where the object is no socket */
function take(socket: WebSocket, realm: Realm, t: number, protocols: string[] | undefined, late: boolean): Connection {
  const known = realm.recall(socket);
  if (known !== undefined) return known;
  const url = cleanUrl(urlOf(socket));
  const connection = realm.connect({
    members: { transport: 'websocket', url, ...(protocols ? { protocols } : {}) },
    t,
    late,
  });
  realm.remember(socket, connection);
  listenToSocket(socket, connection, realm);
  if (late && stateOf(socket) === OPEN) connection.record('state', json({ state: 'open' }), t);
  return connection;
}

const constructing =
  (realm: Realm): ConstructTrap =>
  (native, args, newTarget) => {
    const t = monotonic();
    if (realm.readdress !== undefined && args.length > 0) args[0] = realm.readdress(args[0]);
    let socket: WebSocket;
    try {
      // Called as `new WebSocket`, the new target is our stand-in: the native must see itself.
      socket = construct(native, args, originalOf(newTarget) as Newable) as WebSocket;
    } catch (error) {
      refused(realm, 'new WebSocket', error, t, undefined, textAt(args, 0) ?? '');
      throw error;
    }
    try {
      take(socket, realm, t, args.length > 1 ? protocolsOf(args[1]) : undefined, false);
    } catch (error) {
      realm.failed(error);
    }
    return socket;
  };

const closing =
  (realm: Realm): ApplyTrap =>
  (native, self, args) => {
    try {
      const code = args.length > 0 && typeof args[0] === 'number' ? args[0] : undefined;
      const reason = textAt(args, 1);
      realm.recall(self as object)?.record('call', json({ method: 'close', code, reason }), monotonic());
    } catch (error) {
      realm.failed(error);
    }
    return passOn('close', realm, native, self, args);
  };

/** Protocols as far as they can be read without running code of the page. */
function protocolsOf(value: unknown): string[] | undefined {
  if (typeof value === 'string') return [value];
  if (!isArray(value)) return undefined;
  const list: string[] = [];
  for (let at = 0; at < 16; at += 1) {
    const entry: unknown = getOwnPropertyDescriptor(value, at)?.value;
    if (typeof entry !== 'string') break;
    append(list, entry);
  }
  return list;
}
