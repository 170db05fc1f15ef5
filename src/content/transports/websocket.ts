import { cleanUrl } from '../../core/trace/clean-url.ts';
import { getter } from '../../core/trace/captured.ts';
import type { Connection } from '../connections.ts';
import { errorText } from '../error-text.ts';
import { json } from '../json.ts';
import { append, apply, construct, getOwnPropertyDescriptor, isArray, monotonic } from '../natives.ts';
import { originalOf, patchFunction, type ApplyTrap, type ConstructTrap } from '../patch.ts';
import { undoAll } from '../undo.ts';
import type { CaptureTransport, Realm } from './transport.ts';
import { listenToSocket } from './websocket-events.ts';
import { witnessText } from '../to-text.ts';
import { isConverted, writeData } from './websocket-data.ts';

const Native = WebSocket;
const OPEN = 1;

type Newable = new (...args: never[]) => unknown;
const urlOf = getter(Native.prototype, 'url');
const stateOf = getter(Native.prototype, 'readyState');

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
      patchFunction(prototype, 'send', { apply: sending(realm) }),
      patchFunction(prototype, 'close', { apply: closing(realm) }),
    ];
    return () => undoAll(undo);
  },
  adopt: (object, realm) => take(object as WebSocket, realm, monotonic(), undefined, true),
};

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

const sending =
  (realm: Realm): ApplyTrap =>
  (native, self, args) => {
    const state = stateOrNone(self);
    let data = args.length > 0 ? args[0] : undefined;
    const witness = state !== undefined && isConverted(data) ? witnessText(data) : undefined;
    if (witness !== undefined) args[0] = witness.value;
    const result = passOn('send', realm, native, self, args);
    try {
      if (witness !== undefined) data = witness.text;
      if (state === OPEN) writeData(take(self as WebSocket, realm, monotonic(), undefined, true), 'out', data, realm);
      else realm.recall(self as object)?.record('call', json({ method: 'send', args: ['not open'] }), monotonic());
    } catch (error) {
      realm.failed(error);
    }
    return result;
  };

function stateOrNone(self: unknown): number | undefined {
  try {
    return stateOf(self as WebSocket);
  } catch {
    return undefined;
  }
}

/** Calls the native; what it throws is recorded and thrown on, the very same. */
function passOn(what: string, realm: Realm, native: Parameters<ApplyTrap>[0], self: unknown, args: unknown[]): unknown {
  try {
    return apply(native, self, args) as unknown;
  } catch (error) {
    refused(realm, what, error, monotonic(), realm.recall(self as object));
    throw error;
  }
}

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

function refused(
  realm: Realm,
  what: string,
  error: unknown,
  t: number,
  connection: Connection | undefined,
  raw = '',
): void {
  try {
    const members = json({ message: `${what}: ${errorText(error, raw)}` });
    if (connection !== undefined) return connection.record('error', members, t);
    realm.outbox.release();
    realm.outbox.record('error', 0, t, members);
  } catch (failure) {
    realm.failed(failure);
  }
}

/** Never a member beyond the end: it would be looked up in prototypes. */
const textAt = (args: unknown[], at: number): string | undefined => {
  const value = args.length > at ? args[at] : undefined;
  return typeof value === 'string' ? value : undefined;
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
