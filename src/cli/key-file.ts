import { openArchive } from '../core/trace/archive/read.ts';
import { readKeyLines } from '../core/trace/archive/key-lines.ts';
import type { KeyRecord } from '../core/trace/records.ts';
import { gunzip } from './gunzip.ts';

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
  return isRecording ? keysOfRecording(whole()) : readKeyLines(whole());
}

async function keysOfRecording(chunks: AsyncIterable<Uint8Array>): Promise<KeyRecord[]> {
  const keys: KeyRecord[] = [];
  const { records } = await openArchive(chunks, { gunzip });
  for await (const record of records) if (record.kind === 'key') keys.push(record);
  return keys;
}
