import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { hsalsa, salsa20 } from '@noble/ciphers/salsa.js';

export const TAG_BYTES = 16;
const AUTH_KEY_BYTES = 32;
/** The tag, and at least the flags byte. */
export const MIN_FRAME_BYTES = TAG_BYTES + 1;

/** Opens the frames of one session key. A counter is the nonce as PROTOCOL §2.3 has it. */
export interface Box {
  /** What was inside the box (flags, padding, payload), undefined where the tag does not fit. */
  open(frame: Uint8Array, counter: number): Uint8Array | undefined;
  /**
   * Whether the start of the frame could be flags and padding under this counter. Costs one cipher block whatever the
   * length, so that searching counters does not run over the whole frame each time; about 1 wrong counter in 70 passes.
   */
  plausible(frame: Uint8Array, counter: number): boolean;
}

const SIGMA = new Uint32Array(new Uint8Array([...'expand 32-byte k'].map((char) => char.charCodeAt(0))).buffer);

/**
 * Nonces of a session begin with 16 zero bytes, so the first half of XSalsa20 (HSalsa20 over key and these bytes) comes
 * out the same for each frame: it is done once here, which leaves plain Salsa20 with the counter as its 8-byte nonce.
 */
export function createBox(key: Uint8Array): Box {
  const subkeyWords = new Uint32Array(8);
  hsalsa(SIGMA, new Uint32Array(key.slice().buffer), new Uint32Array(4), subkeyWords);
  const subkey = new Uint8Array(subkeyWords.buffer);
  const nonce = new Uint8Array(8);
  const nonceView = new DataView(nonce.buffer);
  const probe = new Uint8Array(64);

  function setCounter(counter: number): void {
    nonceView.setUint32(0, Math.floor(counter / 0x1_0000_0000));
    nonceView.setUint32(4, counter >>> 0);
  }

  return {
    open(frame, counter) {
      if (frame.length < MIN_FRAME_BYTES) return undefined;
      setCounter(counter);
      const cipher = frame.subarray(TAG_BYTES);
      const work = new Uint8Array(AUTH_KEY_BYTES + cipher.length);
      work.set(cipher, AUTH_KEY_BYTES);
      salsa20(subkey, nonce, work, work);
      const tag = poly1305(cipher, work.subarray(0, AUTH_KEY_BYTES));
      return sameTag(tag, frame) ? work.subarray(AUTH_KEY_BYTES) : undefined;
    },
    plausible(frame, counter) {
      if (frame.length < MIN_FRAME_BYTES) return false;
      setCounter(counter);
      probe.fill(0);
      probe.set(frame.subarray(TAG_BYTES, TAG_BYTES + 32), AUTH_KEY_BYTES);
      salsa20(subkey, nonce, probe, probe);
      return isPadded(probe, AUTH_KEY_BYTES, frame.length - TAG_BYTES);
    },
  };
}

function sameTag(tag: Uint8Array, frame: Uint8Array): boolean {
  let difference = 0;
  for (let i = 0; i < TAG_BYTES; i += 1) difference |= (tag[i] ?? 0) ^ (frame[i] ?? 0);
  return difference === 0;
}

/** Flags byte with no unknown flag, and a padding that fits into `length` bytes. */
function isPadded(bytes: Uint8Array, at: number, length: number): boolean {
  const flags = bytes[at] ?? 0xff;
  if (flags > 0x1f) return false;
  const lengthBytes = flags & 15;
  let padding = 0;
  for (let i = 1; i <= lengthBytes; i += 1) padding = padding * 256 + (bytes[at + i] ?? 0);
  return 1 + lengthBytes + padding <= length;
}
