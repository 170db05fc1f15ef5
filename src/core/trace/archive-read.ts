import { ArchiveError, StreamError } from './archive-error.ts';
import { readLines, type Line } from './archive-lines.ts';
import { isObject } from './checks.ts';
import { gunzip, isGzip, type Gunzip } from './gunzip.ts';
import { checkHeader } from './header.ts';
import { isBlank, parseLine } from './parse-line.ts';
import type { Extra, LostRecord, TraceHeader, TraceRecord } from './records.ts';
import { UPGRADES, upgradeFrom, versionOf, type Upgrade } from './upgrades.ts';
import { checkRecord, type Checked } from './validate-record.ts';

/** Four times the largest payload that is kept by default (16 MiB): base64 adds a third, JSON escapes can add more. */
export const LINE_LIMIT = 64 * 1024 * 1024;

export interface ReadOptions {
  /** Reads what can be read of a cut or damaged file; a `lost` record stands where something is missing. */
  salvage?: boolean;
  signal?: AbortSignal;
  /** Called as the file is read: bytes of the file taken so far, records delivered so far. */
  onProgress?: (bytes: number, records: number) => void;
  gunzip?: Gunzip;
  /** Longest line that is read, in bytes. */
  lineLimit?: number;
  upgrades?: readonly Upgrade[];
}

export interface OpenArchive {
  header: TraceHeader;
  /** Once, in file order. @throws ArchiveError in the course of it where the file turns out to be cut or damaged */
  records: AsyncGenerator<TraceRecord>;
}

/**
 * Opens a recording (`.onetrace`, gzip or plain lines; TRACE-FORMAT §1) from its bytes. It reads as it is asked and holds one line.
 * @throws ArchiveError where the bytes are no recording that this version can read
 */
export async function openArchive(chunks: AsyncIterable<Uint8Array>, options: ReadOptions = {}): Promise<OpenArchive> {
  const limit = options.lineLimit ?? LINE_LIMIT;
  const progress = { bytes: 0, records: 0 };
  const lines = readLines(expanded(counted(chunks, progress, options), options.gunzip ?? gunzip), limit);
  try {
    const { header, upgrade } = await readHeader(lines, limit, options.upgrades ?? UPGRADES);
    return { header, records: readRecords(lines, { limit, upgrade, progress, salvage: options.salvage === true }) };
  } catch (error) {
    await lines.return(undefined);
    throw error instanceof StreamError ? cutError(error, 0) : error;
  }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, progress: Progress, options: ReadOptions): AsyncGenerator<Uint8Array> {
  options.signal?.throwIfAborted();
  for await (const chunk of chunks) {
    options.signal?.throwIfAborted();
    progress.bytes += chunk.length;
    yield chunk;
    options.onProgress?.(progress.bytes, progress.records);
  }
}

/** Looks at the first two bytes, then hands all of them on, expanded where they were compressed. */
async function* expanded(chunks: AsyncGenerator<Uint8Array>, expand: Gunzip): AsyncGenerator<Uint8Array> {
  let start = new Uint8Array(0);
  while (start.length < 2) {
    const next = await chunks.next();
    if (next.done) break;
    start = Uint8Array.from([...start, ...next.value.subarray(0, 2 - start.length)]);
    if (next.value.length > 2) start = next.value as Uint8Array<ArrayBuffer>;
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield start;
    yield* chunks;
  }
  yield* isGzip(start) ? expand(whole()) : whole();
}

interface Progress {
  bytes: number;
  records: number;
}

interface Reading {
  limit: number;
  upgrade: Upgrade;
  progress: Progress;
  salvage: boolean;
}
