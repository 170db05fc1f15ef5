/** Which bytes are not shown, as sorted half-open ranges. */
export type Ranges = readonly (readonly [start: number, end: number])[];

export interface HexByte {
  index: number;
  hex: string;
  char: string;
  isMasked: boolean;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** One line of sixteen bytes. Masked bytes never reach the text. */
export function hexLine(bytes: Uint8Array, line: number, masked: Ranges): HexByte[] {
  const start = line * 16;
  return Array.from(bytes.subarray(start, start + 16), (byte, i) => {
    const index = start + i;
    const isMasked = isIn(masked, index);
    if (isMasked) return { index, hex: '••', char: '•', isMasked };
    return {
      index,
      hex: HEX[byte] ?? '??',
      char: byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·',
      isMasked,
    };
  });
}

export const isIn = (ranges: Ranges, index: number): boolean =>
  ranges.some(([start, end]) => index >= start && index < end);

/** All places of `needle` in `bytes`, so that a secret is masked wherever it stands. */
export function placesOf(needle: Uint8Array, bytes: Uint8Array): [number, number][] {
  const places: [number, number][] = [];
  if (needle.length === 0) return places;
  for (let at = bytes.indexOf(needle[0] ?? 0); at >= 0; at = bytes.indexOf(needle[0] ?? 0, at + 1)) {
    if (at + needle.length > bytes.length) break;
    let same = 1;
    while (same < needle.length && bytes[at + same] === needle[same]) same += 1;
    if (same === needle.length) places.push([at, at + needle.length]);
  }
  return places;
}
