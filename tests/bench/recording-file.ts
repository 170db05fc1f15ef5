import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeArchive } from '../../src/core/trace/archive/write.ts';
import { GENERATOR } from '../../src/core/trace/archive/header.ts';
import type { TraceRecord } from '../../src/core/trace/records.ts';
import { sessionRecords, type Traffic } from './traffic.ts';

/** A `.onetrace` of such traffic on disk for the time of `use`. */
export const withRecordingFile = <T>(traffic: Traffic, use: (path: string) => Promise<T>): Promise<T> =>
  withRecordsOnDisk(sessionRecords(traffic), use);

/** A `.onetrace` of these records on disk for the time of `use`. */
export async function withRecordsOnDisk<T>(
  records: Iterable<TraceRecord>,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'one-trace-bench-'));
  try {
    const path = join(folder, 'session.onetrace');
    const header = {
      format: 'one-trace',
      version: 1,
      created: '2026-11-23T00:00:00.000Z',
      generator: GENERATOR,
      redaction: 'none',
    } as const;
    await pipeline(writeArchive(header, records), createWriteStream(path));
    return await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}
