import { x25519 } from '@noble/curves/ed25519.js';
import { publicKeyText, readSecretKey, secretKeyText } from './key-text.ts';
import { KEY_BYTES } from './layout.ts';
import { randomBytes, type Random } from './random-bytes.ts';

/** Both as text: `otpub1…`, for everybody who seals, and `otsec1…`, for those who open. */
export interface KeyPair {
  publicKey: string;
  secretKey: string;
}

export const createKeyPair = (random: Random = randomBytes): KeyPair => pairOf(random(KEY_BYTES));

/** The pair to a secret key, from its text or from the file that holds it. @throws SealError `wrong-key` */
export const readKeyPair = (text: string): KeyPair => pairOf(readSecretKey(text));

const pairOf = (secret: Uint8Array): KeyPair => ({
  publicKey: publicKeyText(x25519.getPublicKey(secret)),
  secretKey: secretKeyText(secret),
});

/** The file in which a team keeps its secret key; `readKeyPair` reads it. */
export const keyFileText = ({ publicKey, secretKey }: KeyPair): string =>
  `# ONE Trace: secret key that opens sealed recordings. Keep it to the team.
# Its public key, for everybody who seals:
# ${publicKey}
${secretKey}
`;
