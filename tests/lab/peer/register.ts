import type { Connection } from '../connection/connection.ts';
import { field, waitForType } from '../connection/wait.ts';
import { fromHex, invert, toHex } from '../crypto/bytes.ts';
import { openEmbedded, sealEmbedded } from '../crypto/embedded-nonce.ts';
import { sharedKey, type KeyPair } from '../crypto/key-pair.ts';
import type { Random } from '../crypto/random.ts';

/** What goes back to the server for its decrypted challenge; a fault answers something else (§1.6). */
export type Proof = (challenge: Uint8Array, key: Uint8Array) => Uint8Array;

export function honestProof(random: Random): Proof {
  return (challenge, key) => sealEmbedded(invert(challenge), key, random);
}

/** §1.2, client side. Returns the server's ping interval. */
export async function register(connection: Connection, keys: KeyPair, proof: Proof): Promise<number> {
  try {
    connection.send(JSON.stringify({ command: 'register', publicKey: toHex(keys.publicKey) }));
    const request = await waitForType(connection, 'authentication_request');
    const key = sharedKey(fromHex(field(request, 'publicKey')), keys.secretKey);
    const challenge = openEmbedded(fromHex(field(request, 'challenge')), key);
    const response = toHex(proof(challenge, key));
    connection.send(JSON.stringify({ command: 'authentication_response', response }));
    const success = await waitForType(connection, 'authentication_success');
    return Number(success['pingInterval']);
  } catch (error) {
    connection.close(String(error));
    throw error;
  }
}
