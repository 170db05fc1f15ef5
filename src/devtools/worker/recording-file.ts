import type { Trouble } from '../../core/contract/decoder.ts';
import { ArchiveError } from '../../core/trace/archive-error.ts';
import { openArchive } from '../../core/trace/archive-read.ts';
import { recordsToPages, type ImportedPage } from '../../core/trace/import-pages.ts';
import type { TraceHeader, TraceRecord } from '../../core/trace/records.ts';

export interface OpenedFile {
  header: TraceHeader;
  pages: AsyncGenerator<ImportedPage>;
  /** Time of the first and the last record, as far as it was read. */
  span: { start: number; end: number };
}

/** A recording from a file, as pages. @throws ArchiveError */
export async function openRecordingFile(file: Blob, salvage: boolean, signal: AbortSignal): Promise<OpenedFile> {
  const { header, records } = await openArchive(chunks(file), { salvage, signal });
  const span = { start: Infinity, end: -Infinity };
  async function* watched(): AsyncGenerator<TraceRecord> {
    for await (const record of records) {
      span.start = Math.min(span.start, record.t);
      span.end = Math.max(span.end, record.t);
      yield record;
    }
  }
  return { header, pages: recordsToPages(watched()), span };
}

async function* chunks(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** An error in one line, with the lines that can be salvaged where that is possible. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ArchiveError)) return { message: error instanceof Error ? error.message : String(error) };
  const canSalvage = ['truncated', 'damaged', 'line'].includes(error.code) && (error.lines ?? 0) > 0;
  return { message: error.message, ...(canSalvage && error.lines !== undefined ? { lines: error.lines } : {}) };
}
