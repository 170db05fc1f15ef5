const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = 61;
/** Above every value of six bits, so that one test tells for a whole group. */
const INVALID = 64;

const DIGITS = Uint8Array.from(ALPHABET, (digit) => digit.charCodeAt(0));
const VALUES = new Uint8Array(256).fill(INVALID);
DIGITS.forEach((code, value) => (VALUES[code] = value));

const latin = new TextDecoder('latin1');
const encoder = new TextEncoder();

/** Bytes as base64 with padding (RFC 4648 §4). Faster than `btoa`, which wants a string of bytes first. */
export function encodeBase64(bytes: Uint8Array): string {
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let to = 0;
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group = (bytes[at]! << 16) | ((left > 1 ? bytes[at + 1]! : 0) << 8) | (left > 2 ? bytes[at + 2]! : 0);
    out[to++] = DIGITS[group >> 18]!;
    out[to++] = DIGITS[(group >> 12) & 63]!;
    out[to++] = left > 1 ? DIGITS[(group >> 6) & 63]! : PAD;
    out[to++] = left > 2 ? DIGITS[group & 63]! : PAD;
  }
  return latin.decode(out);
}

/** @returns undefined where `text` is not padded base64: white space and the URL alphabet are refused */
export function decodeBase64(text: string): Uint8Array | undefined {
  const codes = encoder.encode(text);
  if (text.length % 4 !== 0 || codes.length !== text.length) return undefined;
  const out = new Uint8Array(decodedLength(codes, 0, codes.length));
  return decodeBase64Into(codes, 0, codes.length, out) ? out : undefined;
}

/** The bytes that the codes of characters from `from` to `to`, a multiple of four, stand for. */
export const decodedLength = (codes: Uint8Array, from: number, to: number): number =>
  ((to - from) / 4) * 3 - paddingOf(codes, from, to);

/** Writes them into `out`, which has that length. @returns false where they are not padded base64 */
export function decodeBase64Into(codes: Uint8Array, from: number, to: number, out: Uint8Array): boolean {
  const padding = paddingOf(codes, from, to);
  const whole = to - (padding > 0 ? 4 : 0);
  let end = 0;
  for (let at = from; at < whole; at += 4) {
    const a = VALUES[codes[at]!]!;
    const b = VALUES[codes[at + 1]!]!;
    const c = VALUES[codes[at + 2]!]!;
    const d = VALUES[codes[at + 3]!]!;
    if ((a | b | c | d) >= INVALID) return false;
    out[end] = (a << 2) | (b >> 4);
    out[end + 1] = (b << 4) | (c >> 2);
    out[end + 2] = (c << 6) | d;
    end += 3;
  }
  if (padding === 0) return true;
  const a = VALUES[codes[whole]!]!;
  const b = VALUES[codes[whole + 1]!]!;
  const c = padding > 1 ? 0 : VALUES[codes[whole + 2]!]!;
  out[end] = (a << 2) | (b >> 4);
  if (padding === 1) out[end + 1] = (b << 4) | (c >> 2);
  return (a | b | c) < INVALID;
}

/** How many of the last two characters are padding. */
const paddingOf = (codes: Uint8Array, from: number, to: number): number =>
  to === from || codes[to - 1] !== PAD ? 0 : codes[to - 2] === PAD ? 2 : 1;
