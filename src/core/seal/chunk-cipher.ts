import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { FRAME_HEAD_BYTES, KEY_BYTES, LAST, TAG_BYTES } from './layout.ts';

const NONCE_BYTES = 24;
const PREFIX_BYTES = 19;
const MAX_CHUNKS = 2 ** 32;
const LABEL = new TextEncoder().encode('ONE Trace seal 1 chunks');

/** Chunks by their number, from 0, and by whether one is the last. */
export interface ChunkCipher {
  /** @returns the chunk as it stands in the file, with its head */
  seal(index: number, last: boolean, content: Uint8Array): Uint8Array;
  /** @param sealed without its head. @returns undefined where it is not that chunk of that file, unchanged */
  open(index: number, last: boolean, sealed: Uint8Array): Uint8Array | undefined;
}

/**
 * STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over XChaCha20-Poly1305: number and end are in the nonce, so that a chunk opens in
 * its own place only. The header's tag is associated data.
 */
export function createChunkCipher(fileKey: Uint8Array, headerTag: Uint8Array): ChunkCipher {
  const secret = hkdf(sha256, fileKey, headerTag, LABEL, KEY_BYTES + PREFIX_BYTES);
  const prefix = secret.subarray(KEY_BYTES);
  const cipher = (index: number, last: boolean) =>
    xchacha20poly1305(secret.subarray(0, KEY_BYTES), nonce(prefix, index, last), headerTag);
  return {
    seal(index, last, content) {
      const frame = new Uint8Array(FRAME_HEAD_BYTES + content.length + TAG_BYTES);
      const length = content.length + TAG_BYTES;
      new DataView(frame.buffer).setUint32(0, last ? length + LAST : length);
      cipher(index, last).encrypt(content, frame.subarray(FRAME_HEAD_BYTES));
      return frame;
    },
    open(index, last, sealed) {
      try {
        return cipher(index, last).decrypt(sealed);
      } catch {
        return undefined;
      }
    },
  };
}

function nonce(prefix: Uint8Array, index: number, last: boolean): Uint8Array {
  if (index >= MAX_CHUNKS) throw new RangeError('nothing above 256 TiB can be sealed');
  const bytes = new Uint8Array(NONCE_BYTES);
  bytes.set(prefix);
  new DataView(bytes.buffer).setUint32(PREFIX_BYTES, index);
  bytes[NONCE_BYTES - 1] = last ? 1 : 0;
  return bytes;
}
