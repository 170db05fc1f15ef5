import type { Trouble } from '../../core/contract/decoder.ts';
import { ArchiveError } from '../../core/trace/archive-error.ts';
import { openArchive } from '../../core/trace/archive-read.ts';
import { runsToPages, type ImportedPage } from '../../core/trace/import-pages.ts';
import type { TraceHeader } from '../../core/trace/records.ts';

export interface OpenedFile {
  header: TraceHeader;
  pages: AsyncGenerator<ImportedPage>;
}

/** A recording from a file, as pages. @throws ArchiveError */
export async function openRecordingFile(file: Blob, salvage: boolean, signal: AbortSignal): Promise<OpenedFile> {
  const { header, runs } = await openArchive(chunks(file), { salvage, signal });
  return { header, pages: runsToPages(runs) };
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
