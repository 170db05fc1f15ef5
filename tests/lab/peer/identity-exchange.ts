import type { Connection } from '../connection/connection.ts';
import { field, waitForBinary, waitForType, type JsonMessage } from '../connection/wait.ts';
import { equal, fromHex, invert, toHex } from '../crypto/bytes.ts';
import { openEmbedded, sealEmbedded } from '../crypto/embedded-nonce.ts';
import { sharedKey } from '../crypto/key-pair.ts';
import type { Environment } from './environment.ts';
import type { PeerFaults } from './faults.ts';
import { personId } from './id-hashes.ts';
import { never } from './never.ts';

export interface RemotePerson {
  readonly personId: string;
  readonly email: string;
  readonly instanceName: string;
}

/** §3.1 c–f. */
export async function exchangeIdentities(
  connection: Connection,
  env: Environment,
  initiator: boolean,
): Promise<RemotePerson> {
  const { identity, faults } = env;
  await stallBefore('person', faults);
  sendObject(connection, 'person_id_object', { $type$: 'Person', email: identity.email });
  const email = field(await receiveObject(connection, 'person_id_object'), 'email');
  const remoteId = personId(email);

  await stallBefore('keys', faults);
  sendObject(connection, 'keys_object', {
    $type$: 'Keys',
    owner: faults.foreignKeysObject ? personId('somebody@else.test') : identity.personId,
    publicKey: toHex(identity.person.publicKey),
    publicSignKey: toHex(identity.personSign.publicKey),
  });
  const keys = await receiveObject(connection, 'keys_object');
  if (field(keys, 'owner') !== remoteId) {
    throw new Error('Received keys object does not belong to the transmitted person id object');
  }

  await stallBefore('challenge', faults);
  const key = sharedKey(fromHex(field(keys, 'publicKey')), identity.person.secretKey);
  if (initiator) {
    await answerChallenge(connection, key, env);
    await challenge(connection, key, env);
  } else {
    await challenge(connection, key, env);
    await answerChallenge(connection, key, env);
  }

  await stallBefore('instance', faults);
  sendObject(connection, 'instance_id_object', {
    $type$: 'Instance',
    name: identity.instanceName,
    owner: identity.personId,
  });
  const instance = await receiveObject(connection, 'instance_id_object');
  return { personId: remoteId, email, instanceName: field(instance, 'name') };
}

async function challenge(connection: Connection, key: Uint8Array, { random }: Environment): Promise<void> {
  const secret = random(64);
  connection.send(sealEmbedded(secret, key, random));
  const answer = openEmbedded(await waitForBinary(connection), key);
  if (equal(answer, invert(secret))) return;
  connection.close();
  throw new Error('Failed to authenticate connection.');
}

async function answerChallenge(connection: Connection, key: Uint8Array, env: Environment): Promise<void> {
  const secret = openEmbedded(await waitForBinary(connection), key);
  connection.send(sealEmbedded(env.faults.wrongPersonProof ? secret : invert(secret), key, env.random));
}

function sendObject(connection: Connection, command: string, obj: JsonMessage): void {
  connection.send(JSON.stringify({ command, obj }));
}

async function receiveObject(connection: Connection, command: string): Promise<JsonMessage> {
  const message = await waitForType(connection, command);
  return message['obj'] as JsonMessage;
}

async function stallBefore(step: NonNullable<PeerFaults['stallIdentity']>, faults: PeerFaults): Promise<void> {
  if (faults.stallIdentity === step) await never();
}
