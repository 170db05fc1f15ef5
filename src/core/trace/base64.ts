const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = 61;
const INVALID = 255;

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
  const digits = text.length - padding;
  const out = new Uint8Array((text.length / 4) * 3 - padding);
  let to = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < digits; at += 1) {
    const code = text.charCodeAt(at);
    const value = code < 128 ? VALUES[code]! : INVALID;
    if (value === INVALID) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[to++] = held >> bits;
    }
  }
  return out;
}
