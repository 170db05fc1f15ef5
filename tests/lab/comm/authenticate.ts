import type { Connection } from '../connection/connection.ts';
import { field, waitForType } from '../connection/wait.ts';
import { equal, fromHex, invert, toHex } from '../crypto/bytes.ts';
import { openEmbedded, sealEmbedded } from '../crypto/embedded-nonce.ts';
import { sharedKey, type KeyPair } from '../crypto/key-pair.ts';
import type { Random } from '../crypto/random.ts';

/** §1.2, server side: the client proves that it owns the key by inverting every bit of the challenge. */
export async function authenticate(
  connection: Connection,
  publicKey: string,
  server: KeyPair,
  random: Random,
): Promise<void> {
  const clientKey = fromHex(publicKey);
  if (clientKey.length !== 32) throw new Error('CYENC-ENSPUB: Data is not a public key');
  const key = sharedKey(clientKey, server.secretKey);
  const challenge = random(64);
  connection.send(
    JSON.stringify({
      command: 'authentication_request',
      publicKey: toHex(server.publicKey),
      challenge: toHex(sealEmbedded(challenge, key, random)),
    }),
  );
  const response = field(await waitForType(connection, 'authentication_response'), 'response');
  if (!equal(openEmbedded(fromHex(response), key), invert(challenge))) {
    throw new Error('Client authentication failed.');
  }
}
