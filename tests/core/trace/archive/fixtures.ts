import { readFile } from 'node:fs/promises';
import { gunzip } from '../../../../src/cli/gunzip.ts';
import { openArchive, type ReadOptions } from '../../../../src/core/trace/archive/read.ts';
import { writeArchive, type WriteOptions } from '../../../../src/core/trace/archive/write.ts';
import { createHeader } from '../../../../src/core/trace/archive/header.ts';
import { joinBytes } from '../../../../src/core/trace/join-bytes.ts';
import type { TraceHeader, TraceRecord } from '../../../../src/core/trace/records.ts';

export const CAPTURES = [
  'auth-failures',
  'direct-no-commserver',
  'duplicate-dropped',
  'happy-browser-dials',
  'idle-keepalive',
  'keepalive-timeout',
] as const;

export const capture = (name: string): Promise<Uint8Array> =>
  readFile(new URL(`../../../fixtures/captures/${name}.onetrace`, import.meta.url));

export const header = createHeader({ created: '2026-01-01T00:00:00.000Z' });
export const HEADER_LINE = JSON.stringify(header);

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** Bytes in pieces of `size`, as a slow network would give them. */
export async function* pieces(bytes: Uint8Array, size = bytes.length): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export async function read(
  bytes: Uint8Array,
  options: ReadOptions & { pieceSize?: number } = {},
): Promise<{ header: TraceHeader; records: TraceRecord[] }> {
  const archive = await openArchive(pieces(bytes, options.pieceSize), { gunzip, ...options });
  return { header: archive.header, records: await gather(archive.records) };
}

export const write = async (
  fileHeader: TraceHeader,
  records: AsyncIterable<TraceRecord> | Iterable<TraceRecord>,
  options?: WriteOptions,
): Promise<Uint8Array> => joinBytes(await gather(writeArchive(fileHeader, records, options)));

/** The lines of a file with a good header in front. */
export const fileOf = (...lines: string[]): Uint8Array => bytesOf([HEADER_LINE, ...lines, ''].join('\n'));

export const expand = async (bytes: Uint8Array): Promise<string> =>
  textOf(joinBytes(await gather(gunzip(pieces(bytes)))));
