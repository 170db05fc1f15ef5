import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { CHECK_BYTES, KEY_BYTES } from './layout.ts';

const LABEL = new TextEncoder().encode('ONE Trace seal 1 header');

/** Anybody can compute it: it only tells that no byte was changed by accident. */
export const checkOf = (fields: Uint8Array): Uint8Array => sha256(fields).subarray(0, CHECK_BYTES);

/** Only who has the file key can compute it. It also ties the file to that one key, which Poly1305 alone would not. */
export const tagOf = (fileKey: Uint8Array, fieldsAndCheck: Uint8Array): Uint8Array =>
  hmac(sha256, hkdf(sha256, fileKey, undefined, LABEL, KEY_BYTES), fieldsAndCheck);

/** In a time that does not depend on where they differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  a.forEach((byte, at) => (difference |= byte ^ (b[at] ?? 0)));
  return difference === 0;
}
