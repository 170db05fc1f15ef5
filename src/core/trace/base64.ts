const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = 61;
/** Above every value of six bits, so that one test tells for a whole group. */
const INVALID = 64;

const DIGITS = Uint8Array.from(ALPHABET, (digit) => digit.charCodeAt(0));
const VALUES = new Uint8Array(128).fill(INVALID);
DIGITS.forEach((code, value) => (VALUES[code] = value));

const latin = new TextDecoder('latin1');

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
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const out = new Uint8Array((text.length / 4) * 3 - padding);
  const whole = text.length - (padding > 0 ? 4 : 0);
  let to = 0;
  for (let at = 0; at < whole; at += 4) {
    const group = groupAt(text, at, 0);
    if (group < 0) return undefined;
    out[to++] = group >> 16;
    out[to++] = group >> 8;
    out[to++] = group;
  }
  if (padding > 0) {
    const group = groupAt(text, whole, padding);
    if (group < 0) return undefined;
    out[to++] = group >> 16;
    if (padding === 1) out[to] = group >> 8;
  }
  return out;
}

/** The 24 bits of four digits, -1 where one of them is none. */
function groupAt(text: string, at: number, padding: number): number {
  const a = valueAt(text, at);
  const b = valueAt(text, at + 1);
  const c = padding > 1 ? 0 : valueAt(text, at + 2);
  const d = padding > 0 ? 0 : valueAt(text, at + 3);
  return (a | b | c | d) >= INVALID ? -1 : (a << 18) | (b << 12) | (c << 6) | d;
}

function valueAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? VALUES[code]! : INVALID;
}
