import { GENERATOR } from '../../src/core/trace/archive/header.ts';
import { writeArchive } from '../../src/core/trace/archive/write.ts';
import type { TraceHeader, TraceRecord } from '../../src/core/trace/records.ts';

const HEADER: TraceHeader = {
  format: 'one-trace',
  version: 1,
  created: '2026-11-23T00:00:00.000Z',
  generator: GENERATOR,
  redaction: 'none',
};

function* lossyRecords(lost: number, cut: number): Generator<TraceRecord> {
  yield { kind: 'page', page: 'p1', t: 1, url: 'http://localhost/', realm: 'window' };
  yield { kind: 'open', conn: 'ws1', page: 'p1', t: 1, transport: 'websocket', url: 'ws://localhost/' };
  const why = 'payload cut short: the page produced more than could be handed over';
  if (cut > 0) yield { kind: 'lost', t: 2, count: cut, why };
  if (lost > 0) yield { kind: 'lost', t: 3, count: lost, why: 'retention' };
  yield {
    kind: 'frame',
    conn: 'ws1',
    seq: 0,
    t: 4,
    dir: 'in',
    type: 'text',
    size: 2,
    payload: new TextEncoder().encode('hi'),
  };
}

/** A recording that says of so many records that they are missing, and of so many payloads that they were cut. */
export async function lossyFile(lost: number, cut: number): Promise<Blob> {
  const chunks: BlobPart[] = [];
  for await (const chunk of writeArchive(HEADER, lossyRecords(lost, cut))) chunks.push(chunk as BlobPart);
  return new Blob(chunks);
}
