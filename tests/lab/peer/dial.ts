import type { Connection } from '../connection/connection.ts';
import { waitForOpen, waitForType } from '../connection/wait.ts';
import { toHex } from '../crypto/bytes.ts';
import type { KeyPair } from '../crypto/key-pair.ts';
import type { Environment } from './environment.ts';
import { requestEncryption } from './handshake.ts';
import { exchangeIdentities, type RemotePerson } from './identity-exchange.ts';
import type { PeerParts } from './parts.ts';

export interface DialTarget {
  readonly url: string;
  readonly publicKey: string;
}

/** Open, request, handshake, group and sync. */
export async function dialGroup(
  env: Environment,
  target: DialTarget,
  group: string,
  own: KeyPair = ownKeys(env, group),
): Promise<Connection> {
  const connection = env.open(target.url);
  await waitForOpen(connection, env.timing.openTimeout);
  await requestEncryption(connection, own, target.publicKey, env);
  try {
    connection.send(JSON.stringify({ command: 'connection_group', connectionGroupName: group }));
    await waitForType(connection, 'sync');
  } catch (error) {
    connection.close(String(error));
    throw error;
  }
  return connection;
}

export interface Dialled {
  readonly connection: Connection;
  readonly remote: RemotePerson;
}

/** §2.1: `chum` uses the instance key, pairing and debug the person key. */
export function ownKeys({ identity }: Environment, group: string): KeyPair {
  return group === 'chum' ? identity.instance : identity.person;
}

export async function dial(parts: PeerParts, target: DialTarget, group: string): Promise<Dialled> {
  const { env, routes } = parts;
  const connection = await dialGroup(env, target, group);
  const localKey = toHex(ownKeys(env, group).publicKey);
  routes.assign(connection, { localKey, remoteKey: target.publicKey, group });
  const remote = await exchangeIdentities(connection, env, true);
  return { connection, remote };
}
