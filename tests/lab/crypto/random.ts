/** Every random byte of the lab comes from one of these, so that a test can replay §2.10 byte by byte. */
export type Random = (size: number) => Uint8Array;

export const systemRandom: Random = (size) => {
  const bytes = new Uint8Array(size);
  for (let offset = 0; offset < size; offset += 65_536) {
    crypto.getRandomValues(bytes.subarray(offset, offset + 65_536));
  }
  return bytes;
};

/** Replays the given draws in order and refuses a draw of another size. */
export function scriptedRandom(draws: readonly Uint8Array[]): Random {
  const left = [...draws];
  return (size) => {
    const draw = left.shift();
    if (draw?.length !== size) throw new Error(`Unexpected draw of ${size} bytes`);
    return Uint8Array.from(draw);
  };
}

// §2.7: alphabet of createRandomString
const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-';

export function randomString(random: Random, length = 64): string {
  return Array.from(random(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
