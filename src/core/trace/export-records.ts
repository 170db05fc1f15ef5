import { createConnNames, liftRecord, type ConnNames } from './page-codec.ts';
import { PageError, readPage, type RawRecord } from './page-reader.ts';
import type { TraceRecord } from './records.ts';
import type { TracePage, TraceSource } from './source.ts';

export interface ExportOptions {
  signal?: AbortSignal;
  /** Pages read so far. */
  onProgress?: (pages: number) => void;
}

/** All records of a recording in order. What of a page cannot be read leaves a `lost` record in its place. */
export async function* exportRecords(source: TraceSource, options: ExportOptions = {}): AsyncGenerator<TraceRecord> {
  const names = createConnNames();
  let pages = 0;
  for await (const page of source.pages(-1, options.signal)) {
    yield* recordsOf(page, names);
    pages += 1;
    options.onProgress?.(pages);
  }
}

function* recordsOf(page: TracePage, names: ConnNames): Generator<TraceRecord> {
  const lost = (what: string, t: number): TraceRecord => ({
    kind: 'lost',
    t,
    count: 1,
    why: `${what} of page ${page.no}`,
  });
  let t = 0;
  try {
    for (const raw of readPage(page.bytes)) {
      ({ t } = raw);
      const record = lift(raw, names) ?? lost('a damaged record', t);
      if (record !== 'nothing') yield record;
    }
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    yield lost('the damaged rest', t);
  }
}

/** @returns undefined where the record is damaged */
function lift(raw: RawRecord, names: ConnNames): TraceRecord | 'nothing' | undefined {
  try {
    return liftRecord(raw, names) ?? 'nothing';
  } catch {
    return undefined;
  }
}
