import { FLAG, HEADER_BYTES, OFFSET, padded } from '../../core/trace/page-layout.ts';
import { readPage, recordLength, type RawRecord } from '../../core/trace/page-reader.ts';
import { recordPage } from '../../core/trace/record-page.ts';

/** What is given up for memory, in this order: bulk, then all payloads, then frames; life cycle last of all. */
export const LEVELS = ['large payloads', 'payloads', 'frames', 'records'] as const;

const LARGE_BYTES = 1024;
const SPILLED = 'given up by the relay for want of memory';

/**
 * The page without what `level` gives up (index into LEVELS). Each loss is counted by connection in `lost` records at its end, which later
 * levels keep.
 */
export function spillPage(page: Uint8Array, level: number): Uint8Array {
  const kept = new Uint8Array(page.length);
  const losses = new Map<number, number>();
  let end = 0;
  let t = 0;
  for (const record of readPage(page)) {
    t = record.t;
    const fate = fateOf(record, level);
    if (fate !== 'keep') losses.set(record.conn, (losses.get(record.conn) ?? 0) + 1);
    if (fate === 'drop') continue;
    const length = fate === 'keep' ? recordLength(record) : padded(HEADER_BYTES + record.json.length);
    kept.set(page.subarray(record.offset, record.offset + length), end);
    if (fate === 'strip') strip(kept, end, record);
    end += length;
  }
  if (losses.size === 0) return page;
  const tail = recordPage(
    [...losses].map(([conn, count]) => ({
      kind: 'lost',
      conn,
      t,
      members: { count, why: `${LEVELS[level]} ${SPILLED}` },
    })),
  );
  const spilled = new Uint8Array(end + tail.length);
  spilled.set(kept.subarray(0, end));
  spilled.set(tail, end);
  return spilled.length < page.length ? spilled : page;
}

function fateOf(record: RawRecord, level: number): 'keep' | 'strip' | 'drop' {
  if (record.kind === 'lost') return 'keep';
  if (record.kind !== 'frame') return level >= 3 ? 'drop' : 'keep';
  if (level >= 2) return 'drop';
  const bytes = record.payload?.length ?? 0;
  return bytes >= (level === 0 ? LARGE_BYTES : 1) ? 'strip' : 'keep';
}

/** Turns a frame into one without payload; its size stays. */
function strip(bytes: Uint8Array, at: number, record: RawRecord): void {
  bytes[at + OFFSET.flags] = (bytes[at + OFFSET.flags] ?? 0) & ~FLAG.payload;
  new DataView(bytes.buffer, at).setUint32(OFFSET.payload, 0, true);
  const used = HEADER_BYTES + record.json.length;
  bytes.fill(0, at + used, at + padded(used));
}
