import { concat, fromUtf8, utf8 } from './bytes.ts';
import type { Random } from './random.ts';

const STRING_FLAG = 0x10;

/** §2.3 F1–F4. */
export function pad(payload: string | Uint8Array, random: Random): Uint8Array {
  const flags = typeof payload === 'string' ? STRING_FLAG : 0;
  const body = typeof payload === 'string' ? utf8(payload) : payload;
  const r = random(1)[0] ?? 0;
  if (r === 0) return concat(Uint8Array.of(flags), body);
  const padding = r > 1 ? random(r - 1) : new Uint8Array(0);
  return concat(Uint8Array.of(flags | 1, r - 1), padding, body);
}

export function unpad(plain: Uint8Array): string | Uint8Array {
  const first = plain[0] ?? 0;
  const lengthSize = first & 0x0f;
  const count = plain.subarray(1, 1 + lengthSize).reduce((sum, byte) => sum * 256 + byte, 0);
  const payload = plain.slice(1 + lengthSize + count);
  return (first & STRING_FLAG) === STRING_FLAG ? fromUtf8(payload) : payload;
}
