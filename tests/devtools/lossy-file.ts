import type { TraceRecord } from '../../src/core/trace/records.ts';
import { archiveFile } from './archive-file.ts';

function* lossyRecords(lost: number, cut: number): Generator<TraceRecord> {
  const why = 'payload cut short: the page produced more than could be handed over';
  if (cut > 0) yield { kind: 'lost', t: 2, count: cut, why };
  if (lost > 0) yield { kind: 'lost', t: 3, count: lost, why: 'retention' };
  const payload = new TextEncoder().encode('hi');
  yield { kind: 'frame', conn: 'ws1', seq: 0, t: 4, dir: 'in', type: 'text', size: 2, payload };
}

/** A recording that says of so many records that they are missing, and of so many payloads that they were cut. */
export const lossyFile = (lost: number, cut: number): Promise<Blob> => archiveFile(lossyRecords(lost, cut));
