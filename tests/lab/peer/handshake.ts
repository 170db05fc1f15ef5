import type { Connection } from '../connection/connection.ts';
import { encryptionPlugin } from '../connection/encryption-plugin.ts';
import { fragmentationPlugin } from '../connection/fragmentation-plugin.ts';
import { keepalivePlugin } from '../connection/keepalive-plugin.ts';
import { field, waitForBinary, waitForType } from '../connection/wait.ts';
import { fromHex, toHex } from '../crypto/bytes.ts';
import { openEmbedded, sealEmbedded } from '../crypto/embedded-nonce.ts';
import { newKeyPair, sharedKey, type KeyPair } from '../crypto/key-pair.ts';
import type { Environment } from './environment.ts';
import { never } from './never.ts';

/** §2.1, initiator. Closes and throws where the library does. */
export async function requestEncryption(
  connection: Connection,
  own: KeyPair,
  targetPublicKey: string,
  env: Environment,
): Promise<void> {
  try {
    const sourcePublicKey = toHex(own.publicKey);
    connection.send(JSON.stringify({ command: 'communication_request', sourcePublicKey, targetPublicKey }));
    await waitForType(connection, 'communication_ready');
    const longTerm = sharedKey(fromHex(targetPublicKey), own.secretKey);
    const ephemeral = sendKeyFrame(connection, longTerm, env);
    const peerKey = openEmbedded(await waitForBinary(connection), longTerm);
    encrypt(connection, sharedKey(peerKey, ephemeral.secretKey), false, env);
  } catch (error) {
    connection.close(String(error));
    throw error;
  }
}

export interface AcceptedKeys {
  readonly sourcePublicKey: string;
  readonly targetPublicKey: string;
}

/** §2.1, acceptor: ready goes out before the target is looked at. */
export async function acceptEncryption(connection: Connection, env: Environment): Promise<AcceptedKeys> {
  try {
    const request = await waitForType(connection, 'communication_request');
    const keys = {
      sourcePublicKey: field(request, 'sourcePublicKey'),
      targetPublicKey: field(request, 'targetPublicKey'),
    };
    if (env.faults.withholdReady) await never();
    connection.send('{"command":"communication_ready"}');
    const own = env.identity.instance;
    if (env.faults.refuseTarget || keys.targetPublicKey !== toHex(own.publicKey)) {
      throw new Error('We do not accept connections for this target public key');
    }
    const longTerm = sharedKey(fromHex(keys.sourcePublicKey), own.secretKey);
    const peerKey = openEmbedded(await waitForBinary(connection), longTerm);
    if (env.faults.withholdKeyFrame) await never();
    const { delayKeyFrame } = env.faults;
    if (delayKeyFrame !== undefined) await new Promise((resolve) => setTimeout(resolve, delayKeyFrame));
    const ephemeral = sendKeyFrame(connection, longTerm, env);
    encrypt(connection, sharedKey(peerKey, ephemeral.secretKey), true, env);
    return keys;
  } catch (error) {
    connection.close(String(error));
    throw error;
  }
}

/** Draws 32, then 24, then sends: the order of §2.7. */
function sendKeyFrame(connection: Connection, longTerm: Uint8Array, env: Environment): KeyPair {
  const ephemeral = newKeyPair(env.random);
  const key = env.faults.strangeKeyFrame ? new Uint8Array(32).fill(7) : longTerm;
  connection.send(sealEmbedded(ephemeral.publicKey, key, env.random));
  return ephemeral;
}

function encrypt(connection: Connection, key: Uint8Array, even: boolean, env: Environment): void {
  const encryption = encryptionPlugin(key, even, env.random, connection.tap);
  connection.tap.keys(key, encryption.localNonceCounter, encryption.remoteNonceCounter);
  connection.addPlugin(encryption, { after: 'statistics' });
  connection.addPlugin(keepalivePlugin(env.timing.keepaliveSend, env.timing.keepaliveReceive), { after: 'encryption' });
  connection.addPlugin(fragmentationPlugin(connection.tap), { after: 'keepalive' });
}
