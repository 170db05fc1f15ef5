/**
 * A sealed file. Numbers are big-endian; `key file` below is 32 random bytes, new for every file.
 *
 *     12  "ONETRACESEAL"
 *      1  version, 1
 *      1  kind: 1 sealed with a passphrase, 2 for public keys
 *         1: log2 N, r, p of scrypt (a byte each), 16 salt, 48 wrapped file key           (lock-passphrase.ts)
 *         2: a byte with the number of recipients; each 32 ephemeral public key, 48 wrapped file key   (lock-key.ts)
 *      8  first bytes of SHA-256 of all before: tells damage from a wrong key, proves nothing
 *     32  HMAC-SHA256 of all before under a key that the file key gives: the tag, which also is the associated data of every chunk
 *
 * Then chunks (chunk-cipher.ts): 4 bytes, the highest bit set on the last chunk, the others the length of what follows; then up to 64 KiB
 * of content with 16 bytes of authentication. All chunks but the last are full. Tests hold a second reader, made of other parts.
 */
export const MAGIC = 'ONETRACESEAL';
export const VERSION = 1;

export type SealKind = 'passphrase' | 'keys';

/** The byte that stands for each. */
export const KIND: { readonly [kind in SealKind]: number } = { passphrase: 1, keys: 2 };

/** Magic, version and kind: as much as is needed to say what a file is. */
export const START_BYTES = MAGIC.length + 2;

export const KEY_BYTES = 32;
export const TAG_BYTES = 16;
export const WRAPPED_BYTES = KEY_BYTES + TAG_BYTES;
export const CHECK_BYTES = 8;
export const HEADER_TAG_BYTES = 32;

export const CHUNK_BYTES = 65_536;
export const FRAME_HEAD_BYTES = 4;
export const LAST = 0x8000_0000;

/** Whether a file with these first bytes (12 are enough) is a sealed one, of whatever version. */
export const isSealed = (start: Uint8Array): boolean =>
  start.length >= MAGIC.length && Array.from(MAGIC).every((letter, at) => start[at] === letter.charCodeAt(0));

/** What opens a sealed file, from its first 14 bytes; undefined where it is not sealed, or in a way that this version does not know. */
export function sealKind(start: Uint8Array): SealKind | undefined {
  if (!isSealed(start) || start[MAGIC.length] !== VERSION) return undefined;
  const byte = start[MAGIC.length + 1];
  return byte === KIND.passphrase ? 'passphrase' : byte === KIND.keys ? 'keys' : undefined;
}
