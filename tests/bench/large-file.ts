import { withRecordingFile } from './recording-file.ts';
import type { BenchContext, Gate, Reading } from './row.ts';
import { spreadOf } from './spread.ts';

export const FRAME_BYTES = 2000;

/** A recording of two gigabytes on disk, for as long as `work` takes. */
export function withLargeFile<T>(
  { scale }: BenchContext,
  work: (path: string, frames: number) => Promise<T>,
): Promise<T> {
  const frames = 1_000_000 * scale;
  return withRecordingFile({ frames, size: FRAME_BYTES }, (path) => work(path, frames));
}

/** The most that it took: what counts with a recording of that size. */
export const memory = (what: string, mb: number, gate: Gate): Reading => ({
  what: `${what}: memory`,
  unit: 'MB',
  ours: spreadOf([mb]),
  gate,
});
