const DIGITS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const BECH32M = 0x2bc830a3;
const CHECK_DIGITS = 6;

/** Bytes as a text that can be copied and read out: a prefix, a `1`, digits without look-alikes, six of them a checksum (BIP 350, Bech32m). */
export function toBech32(prefix: string, bytes: Uint8Array): string {
  const values = regroup(bytes, 8, 5, true);
  const sum = checksum([...expanded(prefix), ...values, 0, 0, 0, 0, 0, 0]) ^ BECH32M;
  const check = Array.from({ length: CHECK_DIGITS }, (_, at) => (sum >> (5 * (5 - at))) & 31);
  return `${prefix}1${[...values, ...check].map((value) => DIGITS[value]).join('')}`;
}

/** Up to four wrong characters are always noticed. @returns undefined where `text` is not exactly what `toBech32` gives */
export function fromBech32(text: string): { prefix: string; bytes: Uint8Array } | undefined {
  const lower = text.toLowerCase();
  const one = lower.lastIndexOf('1');
  const prefix = lower.slice(0, one);
  const values = Array.from(lower.slice(one + 1, -CHECK_DIGITS), (digit) => DIGITS.indexOf(digit));
  if (one < 1 || values.includes(-1)) return undefined;
  const bytes = Uint8Array.from(regroup(values, 5, 8, false));
  return toBech32(prefix, bytes) === lower ? { prefix, bytes } : undefined;
}

const expanded = (prefix: string): number[] => {
  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
};

function checksum(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((generator, bit) => {
      if ((top >>> bit) & 1) sum ^= generator;
    });
  }
  return sum;
}

/** Numbers of `from` bits as numbers of `to` bits. @param pad whether bits that are left over get a number of their own */
function regroup(numbers: Iterable<number>, from: number, to: number, pad: boolean): number[] {
  const out: number[] = [];
  let held = 0;
  let bits = 0;
  for (const number of numbers) {
    held = ((held << from) | number) & 0xfff;
    bits += from;
    while (bits >= to) {
      bits -= to;
      out.push((held >> bits) & ((1 << to) - 1));
    }
  }
  if (pad && bits > 0) out.push((held << (to - bits)) & ((1 << to) - 1));
  return out;
}
