import { Poly1305 } from '@noble/ciphers/_poly1305.js';
import { hsalsa, __TESTS } from '@noble/ciphers/salsa.js';
import { createWorkSpaces } from './work-space.ts';

export const TAG_BYTES = 16;
/** The key stream begins with the key of the tag; the message takes what follows. */
const AUTH_KEY_BYTES = 32;
const AUTH_KEY_WORDS = 8;
const BLOCK_WORDS = 16;
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

/**
 * One block of Salsa20. noble's own `salsa20` around it makes nine arrays a call, which for a frame of 200 bytes costs more than
 * the cipher; it is exported under this name only, and package.json pins the version.
 */
const { salsaCore } = __TESTS;
const workSpace = createWorkSpaces();
/** noble's Poly1305 with the step that its types keep to themselves. */
interface Mac {
  process(bytes: Uint8Array, at: number): void;
  update(bytes: Uint8Array): Mac;
  digestInto(tag: Uint8Array): void;
}

const SIGMA = new Uint32Array(new Uint8Array([...'expand 32-byte k'].map((char) => char.charCodeAt(0))).buffer);

/**
 * Nonces of a session begin with 16 zero bytes, so the first half of XSalsa20 (HSalsa20 over key and these bytes) comes
 * out the same for each frame: it is done once here, which leaves plain Salsa20 with the counter as its 8-byte nonce.
 */
export function createBox(key: Uint8Array): Box {
  const subkeyWords = new Uint32Array(8);
  hsalsa(SIGMA, new Uint32Array(key.slice().buffer), new Uint32Array(4), subkeyWords);
  const nonceWords = new Uint32Array(2);
  const nonceView = new DataView(nonceWords.buffer);
  const block = new Uint32Array(BLOCK_WORDS);
  const authKey = new Uint8Array(block.buffer, 0, AUTH_KEY_BYTES);
  const tag = new Uint8Array(TAG_BYTES);
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

  /** Whole blocks at once: `update` would copy the frame, byte by byte, before it begins. */
  function authenticate(cipher: Uint8Array): void {
    const mac = new Poly1305(authKey) as unknown as Mac;
    const whole = cipher.length - (cipher.length % TAG_BYTES);
    for (let at = 0; at < whole; at += TAG_BYTES) mac.process(cipher, at);
    mac.update(cipher.subarray(whole)).digestInto(tag);
  }

  /** `block` holds the first block of the stream. */
  function decrypt(cipher: Uint8Array): Uint8Array {
    const blocks = Math.ceil((AUTH_KEY_BYTES + cipher.length) / (BLOCK_WORDS * 4));
    const { words, start, bytes } = workSpace(blocks * BLOCK_WORDS);
    bytes.set(cipher, AUTH_KEY_BYTES);
    for (let j = AUTH_KEY_WORDS; j < BLOCK_WORDS; j += 1) words[start + j]! ^= block[j]!;
    for (let n = 1, at = start + BLOCK_WORDS; n < blocks; n += 1) {
      salsaCore(SIGMA, subkeyWords, nonceWords, block, n);
      for (let j = 0; j < BLOCK_WORDS; j += 1, at += 1) words[at]! ^= block[j]!;
    }
    return bytes.subarray(AUTH_KEY_BYTES, AUTH_KEY_BYTES + cipher.length);
  }

  return {
    open(frame, counter) {
      if (frame.length < MIN_FRAME_BYTES) return undefined;
      setCounter(counter);
      const cipher = frame.subarray(TAG_BYTES);
      salsaCore(SIGMA, subkeyWords, nonceWords, block, 0);
      authenticate(cipher);
      return sameTag(tag, frame) ? decrypt(cipher) : undefined;
    },
    plausible(frame, counter) {
      if (frame.length < MIN_FRAME_BYTES) return false;
      setCounter(counter);
      probeInput[0] = nonceWords[0] ?? 0;
      probeInput[1] = nonceWords[1] ?? 0;
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
