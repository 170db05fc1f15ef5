import { OFFSET } from './page-layout.ts';
import { plainFrameLength, readRecord, recordLength, type RawRecord } from './page-reader.ts';

/** A stretch of plain frames: bytes from `start` to `end` of the batch. */
export interface Stretch {
  kind: 'stretch';
  start: number;
  end: number;
}

export interface BatchParts {
  parts: (Stretch | RawRecord)[];
  /** Connections that are named, by their numbers in the realm. */
  conns: Set<number>;
  /** It goes on, unreadable: a page comes from a page realm, which may have forged it. */
  isBroken: boolean;
}

/** A page on disk can begin a new one between two stretches. */
const STRETCH_BYTES = 262_144;

/** Takes a batch apart: bulk as stretches that can be copied whole, everything else as single records. */
export function batchParts(page: Uint8Array): BatchParts {
  const view = viewOf(page);
  const found: BatchParts = { parts: [], conns: new Set(), isBroken: false };
  let stretch: Stretch | undefined;
  let offset = 0;
  try {
    while (offset < page.length) {
      const length = plainFrameLength(view, offset);
      if (length === 0) {
        const record = readRecord(page, offset);
        if (record.conn !== 0) found.conns.add(record.conn);
        found.parts.push(record);
        stretch = undefined;
        offset += recordLength(record);
        continue;
      }
      if (stretch === undefined || offset - stretch.start >= STRETCH_BYTES) {
        stretch = { kind: 'stretch', start: offset, end: offset };
        found.parts.push(stretch);
      }
      found.conns.add(connAt(view, offset));
      offset += length;
      stretch.end = offset;
    }
  } catch {
    found.isBroken = true;
  }
  return found;
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const connAt = (view: DataView, offset: number): number => view.getUint32(offset + OFFSET.conn, true);

/** Gives the frames between `start` and `end` other connection numbers. */
export function renumber(view: DataView, start: number, end: number, number: (conn: number) => number): void {
  let conn = 0;
  let given = 0;
  for (let offset = start; offset < end; offset += plainFrameLength(view, offset)) {
    const own = connAt(view, offset);
    if (own !== conn) given = number((conn = own));
    view.setUint32(offset + OFFSET.conn, given, true);
  }
}
