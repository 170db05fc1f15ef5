import { headerLine, recordLine } from './record-line.ts';
import type { TraceHeader, TraceRecord } from '../records.ts';
import { through } from './through.ts';

/** Lines are handed on in runs of about this many bytes. */
const RUN_LENGTH = 65_536;

export interface WriteOptions {
  /** False for plain lines. */
  gzip?: boolean;
  signal?: AbortSignal;
}

/**
 * Writes a recording (TRACE-FORMAT §1) as it is asked for: the same header and records always give the same lines.
 * @returns chunks of the file, for a Blob, a stream or a download
 */
export function writeArchive(
  header: TraceHeader,
  records: AsyncIterable<TraceRecord> | Iterable<TraceRecord>,
  { gzip = true, signal }: WriteOptions = {},
): AsyncGenerator<Uint8Array> {
  const lines = encodeLines(header, records, signal);
  return gzip ? through(lines, new CompressionStream('gzip')) : lines;
}

async function* encodeLines(
  header: TraceHeader,
  records: AsyncIterable<TraceRecord> | Iterable<TraceRecord>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let run = `${headerLine(header)}\n`;
  for await (const record of records) {
    signal?.throwIfAborted();
    run += `${recordLine(record)}\n`;
    if (run.length < RUN_LENGTH) continue;
    yield encoder.encode(run);
    run = '';
  }
  yield encoder.encode(run);
}
