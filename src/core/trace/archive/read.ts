import { StreamError } from './error.ts';
import { readLines } from './lines.ts';
import { cutError, readHeader, readRuns } from './records.ts';
import { gunzip, isGzip, type Gunzip } from './gunzip.ts';
import { joinBytes } from '../join-bytes.ts';
import type { TraceHeader, TraceRecord } from '../records.ts';
import { UPGRADES, type Upgrade } from './upgrades.ts';

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
  /** The same in the runs in which they are read, for whoever takes millions: either of the two, once. */
  runs: AsyncGenerator<TraceRecord[]>;
  /** Once, in file order. @throws ArchiveError in the course of it where the file turns out to be cut, damaged or wrong */
  records: AsyncGenerator<TraceRecord>;
}

/**
 * Opens a recording (`.onetrace`, gzip or plain lines; TRACE-FORMAT §1) from its bytes. It reads as it is asked and holds one line.
 * @throws ArchiveError where the bytes are no recording that this version can read
 */
export async function openArchive(chunks: AsyncIterable<Uint8Array>, options: ReadOptions = {}): Promise<OpenArchive> {
  const reading = {
    limit: options.lineLimit ?? LINE_LIMIT,
    salvage: options.salvage === true,
    upgrades: options.upgrades ?? UPGRADES,
    records: 0,
  };
  const lines = readLines(expanded(watched(chunks, reading, options), options.gunzip ?? gunzip), reading.limit);
  try {
    const { header, upgrade, rest } = await readHeader(lines, reading);
    const runs = readRuns(rest, lines, reading, upgrade);
    return { header, runs, records: oneByOne(runs) };
  } catch (error) {
    await lines.return(undefined);
    throw error instanceof StreamError ? cutError(error, 0) : error;
  }
}

async function* oneByOne(runs: AsyncGenerator<TraceRecord[]>): AsyncGenerator<TraceRecord> {
  for await (const run of runs) yield* run;
}

async function* watched(
  chunks: AsyncIterable<Uint8Array>,
  reading: { records: number },
  { signal, onProgress }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  signal?.throwIfAborted();
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    bytes += chunk.length;
    yield chunk;
    onProgress?.(bytes, reading.records);
  }
}

/** Looks at the first two bytes, then hands all of them on, expanded where they were compressed. */
async function* expanded(chunks: AsyncGenerator<Uint8Array>, expand: Gunzip): AsyncGenerator<Uint8Array> {
  const first: Uint8Array[] = [];
  for (let length = 0; length < 2; length += first.at(-1)!.length) {
    const next = await chunks.next();
    if (next.done) break;
    first.push(next.value);
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield* first;
    yield* chunks;
  }
  yield* isGzip(joinBytes(first)) ? expand(whole()) : whole();
}
