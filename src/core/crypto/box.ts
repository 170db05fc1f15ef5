import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { hsalsa, salsa20 } from '@noble/ciphers/salsa.js';

export const TAG_BYTES = 16;
const AUTH_KEY_BYTES = 32;
const PROBE_BYTES = 8;
/** The tag, and at least the flags byte. */
export const MIN_FRAME_BYTES = TAG_BYTES + 1;

/** Opens the frames of one session key. A counter is the nonce as PROTOCOL §2.3 has it. */
export interface Box {
  /** What was inside the box (flags, padding, payload), undefined where the tag does not fit. */
  open(frame: Uint8Array, counter: number): Uint8Array | undefined;
  /**
   * Whether the start of the frame could be flags and padding under this counter. Costs one permutation whatever the
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
  // HSalsa20 gives eight words of the very permutation that makes the first block of the stream. The last two of them,
  // 8 and 9, stand where the block counter (zero) is added: they are the key stream of the first eight bytes of the box.
  const probeInput = new Uint32Array(4);
  const probeWords = new Uint32Array(8);
  const probeBytes = new Uint8Array(probeWords.buffer);
  const probe = new Uint8Array(PROBE_BYTES);

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
      probeInput[0] = nonceView.getUint32(0, true);
      probeInput[1] = nonceView.getUint32(4, true);
      hsalsa(SIGMA, subkeyWords, probeInput, probeWords);
      for (let i = 0; i < PROBE_BYTES; i += 1) probe[i] = (probeBytes[24 + i] ?? 0) ^ (frame[TAG_BYTES + i] ?? 0);
      return isPadded(probe, frame.length - TAG_BYTES);
    },
  };
}

function sameTag(tag: Uint8Array, frame: Uint8Array): boolean {
  let difference = 0;
  for (let i = 0; i < TAG_BYTES; i += 1) difference |= (tag[i] ?? 0) ^ (frame[i] ?? 0);
  return difference === 0;
}

/** Flags byte with no unknown flag, and a padding that fits into `length` bytes, as far as the probe shows its length. */
function isPadded(start: Uint8Array, length: number): boolean {
  const flags = start[0] ?? 0xff;
  if (flags > 0x1f) return false;
  const lengthBytes = flags & 15;
  if (lengthBytes >= PROBE_BYTES) return 1 + lengthBytes <= length;
  let padding = 0;
  for (let i = 1; i <= lengthBytes; i += 1) padding = padding * 256 + (start[i] ?? 0);
  return 1 + lengthBytes + padding <= length;
}
