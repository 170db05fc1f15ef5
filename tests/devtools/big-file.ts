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

/** Frames of a megabyte: each fills a page. */
function* bigFrames(count: number, payload: Uint8Array): Generator<TraceRecord> {
  yield { kind: 'page', page: 'p1', t: 1, url: 'http://localhost/', realm: 'window' };
  yield { kind: 'open', conn: 'ws1', page: 'p1', t: 1, transport: 'websocket', url: 'ws://localhost/' };
  for (let seq = 0; seq < count; seq += 1) {
    yield { kind: 'frame', conn: 'ws1', seq, t: 2 + seq, dir: 'in', type: 'binary', size: payload.length, payload };
  }
}

/** A recording of so many pages. */
export async function bigFile(count: number, payload: Uint8Array = new Uint8Array(1_000_000)): Promise<Blob> {
  const chunks: BlobPart[] = [];
  for await (const chunk of writeArchive(HEADER, bigFrames(count, payload))) chunks.push(chunk as BlobPart);
  return new Blob(chunks);
}
