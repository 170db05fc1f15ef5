import nacl from 'tweetnacl';
import { concat } from './bytes.ts';
import type { Random } from './random.ts';

const NONCE = 24;

/** §1.2: nonce[24] ‖ mac[16] ‖ cipher. */
export function sealEmbedded(plain: Uint8Array, key: Uint8Array, random: Random): Uint8Array {
  const nonce = random(NONCE);
  return concat(nonce, nacl.secretbox(plain, nonce, key));
}

export function openEmbedded(sealed: Uint8Array, key: Uint8Array): Uint8Array {
  const plain =
    sealed.length < NONCE + 16 ? null : nacl.secretbox.open(sealed.subarray(NONCE), sealed.subarray(0, NONCE), key);
  if (plain === null) throw new Error('CYENC-SYMDEC: Decryption with symmetric key failed');
  return plain;
}
