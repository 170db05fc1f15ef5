import type { RecordKind } from './records.ts';

/**
 * The binary layout of a page: the unit in which records travel from the hook to the disk, and in which readers take them.
 *
 * A page is a run of records, little endian, each aligned to 8 bytes:
 *
 *     0  u8   kind (index into KINDS)
 *     1  u8   flags (below; zero for everything but frames)
 *     2  u16  zero
 *     4  u32  connection number within the recording, 0 = none
 *     8  f64  t, epoch milliseconds
 *    16  u32  seq (frames)
 *    20  u32  length of the JSON part: the members that have no column of their own
 *    24  f64  size of the original message (frames)
 *    32  u32  length of the payload part (frames)
 *    36  u32  zero
 *    40  JSON, then payload, then padding
 *
 * The hook writes it in place while the page's message is at hand, so that bytes are copied once; the recorder renumbers
 * connections in place; nothing on the way needs to understand more than the header.
 */
export const HEADER_BYTES = 40;

export const OFFSET = { kind: 0, flags: 1, conn: 4, t: 8, seq: 16, json: 20, size: 24, payload: 32 } as const;

export const FLAG = { out: 1, binary: 2, truncated: 4, payload: 8 } as const;

/** Position is the code on disk: append only. */
export const KINDS = [
  'foreign',
  'page',
  'open',
  'state',
  'frame',
  'call',
  'close',
  'error',
  'plugin',
  'key',
  'sample',
  'lost',
  'note',
] as const satisfies readonly RecordKind[];

export const KIND_CODE = Object.fromEntries(KINDS.map((kind, code) => [kind, code])) as Record<RecordKind, number>;

export const padded = (length: number): number => (length + 7) & ~7;
