import { ArchiveError } from '../core/trace/archive-error.ts';
import { readLines } from '../core/trace/archive-lines.ts';
import { openArchive } from '../core/trace/archive-read.ts';
import { isBlank, parseLine } from '../core/trace/parse-line.ts';
import type { KeyRecord } from '../core/trace/records.ts';
import { checkRecord } from '../core/trace/validate-record.ts';
import { gunzip } from './gunzip.ts';

/** Far above any key record. */
const LINE_LIMIT = 65_536;
/** A file of keys is small; a recording that is used as one begins with a header and is streamed instead. */
const HEADER = /^\s*\{\s*"format"/;

/**
 * Reads session keys: one key record a line, or the key records of a recording.
 * @throws ArchiveError where it is neither
 */
export async function readKeyFile(chunks: AsyncIterable<Uint8Array>): Promise<KeyRecord[]> {
  const source = chunks[Symbol.asyncIterator]();
  const first = await source.next();
  const start: Uint8Array = first.done ? new Uint8Array(0) : first.value;
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield start;
    yield* { [Symbol.asyncIterator]: () => source };
  }
  const isRecording = start[0] === 0x1f || HEADER.test(new TextDecoder().decode(start.subarray(0, 64)));
  return isRecording ? keysOfRecording(whole()) : keysOfLines(whole());
}

async function keysOfRecording(chunks: AsyncIterable<Uint8Array>): Promise<KeyRecord[]> {
  const keys: KeyRecord[] = [];
  const { records } = await openArchive(chunks, { gunzip });
  for await (const record of records) if (record.kind === 'key') keys.push(record);
  return keys;
}

async function keysOfLines(chunks: AsyncIterable<Uint8Array>): Promise<KeyRecord[]> {
  const keys: KeyRecord[] = [];
  for await (const line of readLines(chunks, LINE_LIMIT)) {
    if (isBlank(line)) continue;
    const parsed = parseLine(line, LINE_LIMIT);
    const record = parsed.ok ? checkRecord(parsed.value) : parsed;
    if (!record.ok) throw new ArchiveError('line', `line ${line.number} ${record.why}`);
    if (record.value.kind !== 'key') throw new ArchiveError('line', `line ${line.number} is not a key record`);
    keys.push(record.value);
  }
  return keys;
}
