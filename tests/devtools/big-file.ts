import type { TraceRecord } from '../../src/core/trace/records.ts';
import { archiveFile } from './archive-file.ts';

/** Frames of a megabyte: each fills a page. */
function* bigFrames(count: number, payload: Uint8Array): Generator<TraceRecord> {
  for (let seq = 0; seq < count; seq += 1) {
    yield { kind: 'frame', conn: 'ws1', seq, t: 2 + seq, dir: 'in', type: 'binary', size: payload.length, payload };
  }
}

/** A recording of so many pages. */
export const bigFile = (count: number, payload: Uint8Array = new Uint8Array(1_000_000)): Promise<Blob> =>
  archiveFile(bigFrames(count, payload));
