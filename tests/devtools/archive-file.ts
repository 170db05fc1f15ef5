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

const PAGE: TraceRecord = { kind: 'page', page: 'p1', t: 1, url: 'http://localhost/', realm: 'window' };
const OPEN: TraceRecord = {
  kind: 'open',
  conn: 'ws1',
  page: 'p1',
  t: 1,
  transport: 'websocket',
  url: 'ws://localhost/',
};

/** A recording of one page with the connection `ws1`, to which these records come. */
export async function archiveFile(records: Iterable<TraceRecord>): Promise<Blob> {
  function* all(): Generator<TraceRecord> {
    yield* [PAGE, OPEN];
    yield* records;
  }
  const chunks: BlobPart[] = [];
  for await (const chunk of writeArchive(HEADER, all())) chunks.push(chunk as BlobPart);
  return new Blob(chunks);
}
