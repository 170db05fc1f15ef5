import { x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { joinBytes } from '../trace/join-bytes.ts';
import { readPublicKey, readSecretKey } from './key-text.ts';
import { unwrapKey, wrapKey } from './key-wrap.ts';
import { KEY_BYTES, WRAPPED_BYTES } from './layout.ts';
import type { Random } from './random-bytes.ts';
import { SealError } from './seal-error.ts';

/** Of one recipient. Nothing in it tells who that is. */
export const KEY_LOCK_BYTES = KEY_BYTES + WRAPPED_BYTES;
/** Their number is one byte of the header. */
const MAX_RECIPIENTS = 255;
const LABEL = new TextEncoder().encode('ONE Trace seal 1 recipient');

/** The locks of all recipients, one after the other. @throws SealError `wrong-key` */
export function lockForKeys(fileKey: Uint8Array, publicKeys: readonly string[], random: Random): Uint8Array {
  const keys = publicKeys.map(readPublicKey);
  if (keys.length === 0 || keys.length > MAX_RECIPIENTS)
    throw new SealError('wrong-key', `a file is sealed for 1 to ${MAX_RECIPIENTS} public keys, not for ${keys.length}`);
  return joinBytes([new Uint8Array([keys.length]), ...keys.map((key) => lockFor(key, fileKey, random))]);
}

function lockFor(publicKey: Uint8Array, fileKey: Uint8Array, random: Random): Uint8Array {
  const secret = random(KEY_BYTES);
  const ephemeral = x25519.getPublicKey(secret);
  const key = sharedKey(secret, publicKey, ephemeral, publicKey);
  if (key === undefined) throw new SealError('wrong-key', 'this public key is of no use: it would keep nothing secret');
  return joinBytes([ephemeral, wrapKey(key, fileKey)]);
}

/**
 * @param locks without the byte that says how many
 * @returns the file key
 * @throws SealError `needs-key`, `wrong-key`, `not-for-this-key`
 */
export function openWithKey(locks: Uint8Array, secretText: string | undefined): Uint8Array {
  const count = locks.length / KEY_LOCK_BYTES;
  if (secretText === undefined)
    throw new SealError('needs-key', `it is sealed for ${count === 1 ? 'a public key' : `${count} public keys`}`);
  const secret = readSecretKey(secretText);
  const publicKey = x25519.getPublicKey(secret);
  for (let at = 0; at < locks.length; at += KEY_LOCK_BYTES) {
    const ephemeral = locks.subarray(at, at + KEY_BYTES);
    const key = sharedKey(secret, ephemeral, ephemeral, publicKey);
    const fileKey = key && unwrapKey(key, locks.subarray(at + KEY_BYTES, at + KEY_LOCK_BYTES));
    if (fileKey) return fileKey;
  }
  throw new SealError('not-for-this-key', 'it is sealed for other keys than this one');
}

/** @returns undefined for a point of small order, with which every secret key would agree on the same */
function sharedKey(
  secret: Uint8Array,
  other: Uint8Array,
  ephemeral: Uint8Array,
  recipient: Uint8Array,
): Uint8Array | undefined {
  let shared: Uint8Array;
  try {
    shared = x25519.getSharedSecret(secret, other);
  } catch {
    return undefined;
  }
  return hkdf(sha256, shared, joinBytes([ephemeral, recipient]), LABEL, KEY_BYTES);
}
