const DIGITS = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const RUN = 32;

/** Lower-case hex of bytes. Made in runs: a text put together from pairs would be taken apart again by whoever reads it. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += RUN) {
    const codes: number[] = [];
    for (let i = start; i < Math.min(start + RUN, bytes.length); i += 1) {
      const byte = bytes[i]!;
      codes.push(DIGITS[byte >> 4]!, DIGITS[byte & 15]!);
    }
    text += String.fromCharCode(...codes);
  }
  return text;
}

/** Bytes of a hex text, upper or lower case; undefined where it is not hex of whole bytes. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(text.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}

/** Whether the text is 32 bytes of hex: a public key or a hash. */
export const isHex32 = (text: unknown): text is string => typeof text === 'string' && /^[0-9a-f]{64}$/i.test(text);
