import nacl from 'tweetnacl';
import type { Random } from './random.ts';

export interface KeyPair {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

export function keyPairOf(secretKey: Uint8Array): KeyPair {
  return nacl.box.keyPair.fromSecretKey(secretKey);
}

/** The draw is the secret key, unmodified (§2.7). */
export function newKeyPair(random: Random): KeyPair {
  return keyPairOf(random(32));
}

export function newSignKeyPair(random: Random): KeyPair {
  return nacl.sign.keyPair.fromSeed(random(32));
}

export function sharedKey(peerPublic: Uint8Array, ownSecret: Uint8Array): Uint8Array {
  return nacl.box.before(peerPublic, ownSecret);
}
