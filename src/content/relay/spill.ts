import { FLAG, HEADER_BYTES, OFFSET, padded } from '../../core/trace/page-layout.ts';
import { readPage, recordLength, type RawRecord } from '../../core/trace/page-reader.ts';
import { recordPage } from '../../core/trace/record-page.ts';

/**
 * What is given up for memory, in this order: bulk but for its beginning, which tells what a message is; then all payloads, then frames;
 * life cycle last of all.
 */
export const LEVELS = ['large payloads', 'payloads', 'frames', 'records'] as const;

const SHORT_BYTES = 1024;
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
    if (fate === 'keep') {
      kept.set(page.subarray(record.offset, record.offset + recordLength(record)), end);
      end += recordLength(record);
    } else end = shorten(kept, end, page, record, level === 0 ? SHORT_BYTES : 0);
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

function fateOf(record: RawRecord, level: number): 'keep' | 'shorten' | 'drop' {
  if (record.kind === 'lost') return 'keep';
  if (record.kind !== 'frame') return level >= 3 ? 'drop' : 'keep';
  if (level >= 2) return 'drop';
  const bytes = record.payload?.length ?? 0;
  return bytes > (level === 0 ? SHORT_BYTES : 0) ? 'shorten' : 'keep';
}

/** Writes a frame with at most `most` bytes of its payload; its size stays. Returns the end of it. */
function shorten(into: Uint8Array, at: number, page: Uint8Array, record: RawRecord, most: number): number {
  const kept = record.type === 'text' ? wholeCharacters(record.payload, most) : most;
  const used = HEADER_BYTES + record.json.length + kept;
  into.set(page.subarray(record.offset, record.offset + used), at);
  const flags = into[at + OFFSET.flags] ?? 0;
  into[at + OFFSET.flags] = (kept > 0 ? flags : flags & ~FLAG.payload) | FLAG.truncated;
  new DataView(into.buffer, at).setUint32(OFFSET.payload, kept, true);
  into.fill(0, at + used, at + padded(used));
  return at + padded(used);
}

/** At most `most` bytes of UTF-8 that do not end within a character. */
function wholeCharacters(payload: Uint8Array | undefined, most: number): number {
  let end = most;
  while (end > 0 && ((payload?.[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}
