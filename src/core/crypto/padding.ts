/** The parts of an opened box: PROTOCOL §2.3, F1 to F4. Offsets count in the opened box. */
export interface Padded {
  flags: number;
  /** Payload is a UTF-8 string. */
  isText: boolean;
  /** Length of F2, the count of random bytes. */
  lengthBytes: number;
  /** Length of F3, the random bytes. */
  padding: number;
  /** Where the payload begins. */
  start: number;
}

/** Reads flags and padding of an opened box; undefined where they do not fit into it. */
export function readPadding(box: Uint8Array): Padded | undefined {
  const flags = box[0];
  if (flags === undefined) return undefined;
  const lengthBytes = flags & 15;
  let padding = 0;
  for (let i = 1; i <= lengthBytes; i += 1) padding = padding * 256 + (box[i] ?? 0);
  const start = 1 + lengthBytes + padding;
  if (start > box.length) return undefined;
  return { flags, isText: (flags & 0x10) !== 0, lengthBytes, padding, start };
}
