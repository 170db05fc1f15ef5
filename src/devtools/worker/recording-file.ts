import type { Trouble } from '../../core/contract/decoder.ts';
import { ArchiveError } from '../../core/trace/archive/error.ts';
import { openArchive, type OpenArchive } from '../../core/trace/archive/read.ts';
import { SealError } from '../../core/seal/seal-error.ts';
import { createUnsealer, type Opener } from '../../core/seal/unseal.ts';
import { withoutSeal } from '../../core/seal/without-seal.ts';
import { runsToPages, type ImportedPage } from '../../core/trace/import-pages.ts';
import type { TraceHeader } from '../../core/trace/records.ts';

export interface OpenedFile {
  header: TraceHeader;
  pages: AsyncGenerator<ImportedPage>;
  /** How much of the file was read, 0 to 1. */
  share(): number;
}

/** A recording from a file, sealed or not, as pages. @throws ArchiveError, SealError */
export async function openRecordingFile(
  file: Blob,
  salvage: boolean,
  opener: Opener,
  signal: AbortSignal,
): Promise<OpenedFile> {
  let read = 0;
  const counted = chunks(file, (bytes) => (read += bytes));
  const plain = withoutSeal(counted, createUnsealer(opener), { signal });
  const { header, runs } = await openArchive(plain, { salvage, signal });
  return { header, pages: runsToPages(runs), share: () => read / Math.max(1, file.size) };
}

/** The records of a recording from a file, once. @throws ArchiveError, SealError */
export const recordingRecords = (file: Blob, salvage: boolean, opener: Opener): Promise<OpenArchive> =>
  openArchive(withoutSeal(chunks(file), createUnsealer(opener)), { salvage });

async function* chunks(file: Blob, onRead?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onRead?.(value.length);
    yield value;
  }
}

/** An error in one line, with the lines that can be salvaged where that is possible. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof SealError) return { message: error.message, seal: error.code };
  if (!(error instanceof ArchiveError)) return { message: error instanceof Error ? error.message : String(error) };
  const canSalvage = ['truncated', 'damaged', 'line'].includes(error.code) && (error.lines ?? 0) > 0;
  return { message: error.message, ...(canSalvage && error.lines !== undefined ? { lines: error.lines } : {}) };
}
