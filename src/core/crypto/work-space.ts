/** A stretch of memory whose words and bytes are seen side by side. */
export interface WorkSpace {
  words: Uint32Array;
  /** Where it begins, in words. */
  start: number;
  /** The same stretch as bytes. */
  bytes: Uint8Array;
}

const SHARED_WORDS = 8192;
const SMALL_WORDS = 512;

/**
 * Memory for one opened frame after the other. Small ones lie side by side in one buffer, which lives as long as one of them is
 * held: a buffer of its own costs more than decrypting 200 bytes.
 */
export function createWorkSpaces(): (words: number) => WorkSpace {
  let shared = new Uint32Array(0);
  let used = 0;
  return (length) => {
    if (length > SMALL_WORDS) {
      const words = new Uint32Array(length);
      return { words, start: 0, bytes: new Uint8Array(words.buffer) };
    }
    if (used + length > shared.length) {
      shared = new Uint32Array(SHARED_WORDS);
      used = 0;
    }
    const start = used;
    used += length;
    return { words: shared, start, bytes: new Uint8Array(shared.buffer, start * 4, length * 4) };
  };
}
