import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';

/** Every wrapping key is used once: it comes from a fresh salt or a fresh ephemeral key. */
const NONCE = new Uint8Array(24);

/** The 32 bytes of a file key under a wrapping key: 48 bytes. */
export const wrapKey = (under: Uint8Array, fileKey: Uint8Array): Uint8Array =>
  xchacha20poly1305(under, NONCE).encrypt(fileKey);

/** @returns undefined where it was wrapped under another key */
export function unwrapKey(under: Uint8Array, wrapped: Uint8Array): Uint8Array | undefined {
  try {
    return xchacha20poly1305(under, NONCE).decrypt(wrapped);
  } catch {
    return undefined;
  }
}
