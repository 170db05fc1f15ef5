import { randomName } from '../../core/trace/random-name.ts';
import type { Connection } from '../connections.ts';
import { errorText } from '../error-text.ts';
import { json } from '../json.ts';
import { createNotes, listen, monotonic } from '../natives.ts';
import type { BluetoothNatives } from './bluetooth-natives.ts';
import { ownerOf, type Owner } from './bluetooth-services.ts';
import type { Realm } from './transport.ts';

/** One GATT connection, from `connect()` or from when it was first met. */
export interface Session {
  readonly connection: Connection;
  readonly isOver: boolean;
  up(): void;
  state(state: string, detail: string): void;
  failed(what: string, error: unknown): void;
  /** The page ends it. */
  leave(): void;
  end(code: number, clean: boolean): void;
}

export interface Sessions {
  /** The connection that the server has now, if it was met; one that is met only now is `late`. */
  of(server: BluetoothRemoteGATTServer): Session | undefined;
  begin(server: BluetoothRemoteGATTServer, late: boolean): Session;
  /** The page has asked for this device by the number of a service. */
  asked(device: BluetoothDevice, service: string): void;
  /** What a page asked for a device by. */
  ownerOf(device: BluetoothDevice): Owner;
}

const LONGEST_NAME = 64;

/** `settle` lets go of what still waits, before the end is written. */
export function createSessions(realm: Realm, natives: BluetoothNatives, settle: () => void): Sessions {
  const sessions = createNotes<object, Session>();
  const services = createNotes<object, string>();
  const peers = createNotes<object, string>();
  let unique = '';
  let devices = 0;

  /** Listens once a device, before the page does where the page connects through it. */
  function peerOf(device: BluetoothDevice): string {
    const known = peers.get(device);
    if (known !== undefined) return known;
    devices += 1;
    unique ||= randomName();
    const name = `dev${devices}-${unique}`;
    peers.set(device, name);
    listen(device, 'gattserverdisconnected', (event) => {
      const server = natives.serverOf(device);
      if (event.isTrusted && server) sessions.get(server)?.end(1006, false);
    });
    return name;
  }

  function begin(server: BluetoothRemoteGATTServer, late: boolean): Session {
    const device = natives.deviceOf(server);
    const service = services.get(device);
    // A device that is nobody's business has no name here.
    const name = service === undefined ? undefined : nameOf(natives.nameOf(device));
    const label = name === undefined ? {} : { label: name };
    const members = { transport: 'bluetooth' as const, url: `bluetooth:${name ?? 'device'}`, ...label };
    const connection = realm.connect({ members: { ...members, peer: peerOf(device) }, t: monotonic(), late });
    // There is no plugin chain to look for.
    connection.settle(true);
    if (ownerOf(service) === 'one') connection.recognise(`asks for the service ${service}`);
    const session = createSession(connection, settle);
    sessions.set(server, session);
    return session;
  }

  return {
    of(server) {
      const known = sessions.get(server);
      if (known !== undefined && !known.isOver) return known;
      if (!natives.isConnected(server)) return undefined;
      const met = begin(server, true);
      met.up();
      return met;
    },
    begin,
    asked: (device, service) => services.set(device, service),
    ownerOf: (device) => ownerOf(services.get(device)),
  };
}

function createSession(connection: Connection, settle: () => void): Session {
  let isUp = false;
  let isOver = false;
  let isLeaving = false;
  const record = (state: string, detail?: string): void =>
    connection.record('state', json({ state, detail }), monotonic());

  return {
    connection,
    get isOver() {
      return isOver;
    },
    up() {
      if (isUp || isOver) return;
      isUp = true;
      record('open');
    },
    state: (state, detail) => isOver || record(state, detail),
    failed(what, error) {
      if (isOver) return;
      connection.record('error', json({ message: `${what}: ${errorText(error)}` }), monotonic());
    },
    leave() {
      isLeaving = true;
      connection.record('call', '{"method":"disconnect"}', monotonic());
    },
    end(code, clean) {
      if (isOver) return;
      isOver = true;
      settle();
      const how = isLeaving ? { code: 1000, reason: '', clean: true } : { code, reason: '', clean };
      connection.record('close', json(how), monotonic());
      if (!connection.isOne && !connection.isCounted) connection.dismiss();
      connection.end();
    },
  };
}

function nameOf(name: string | undefined): string | undefined {
  if (name === undefined || name === '') return undefined;
  let out = '';
  for (let at = 0; at < name.length && at < LONGEST_NAME; at += 1) out += name[at] as string;
  return out;
}
