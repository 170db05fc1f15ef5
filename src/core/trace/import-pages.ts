import { countLosses } from './loss-count.ts';
import { createConnNames, writeRecord } from './page-codec.ts';
import { createPageWriter } from './page-writer.ts';
import type { TraceRecord } from './records.ts';

/**
 * A page grows to this size before it is handed on; one with a large frame is larger. What a browser takes for storing a page hardly
 * depends on its size, so that pages a quarter of this size cost a third more of the whole import.
 */
const PAGE_BYTES = 1_048_576;

export interface ImportedPage {
  bytes: Uint8Array;
  frames: number;
  /** Sum of the counts of its `lost` records. */
  lost: number;
  /** Of these, those that count payloads. */
  cut: number;
  /** Times of its earliest and its latest record. */
  from: number;
  to: number;
}

/** Records as pages, for a store or a memory source. Connections are numbered in the order in which they appear. */
export async function* recordsToPages(
  records: AsyncIterable<TraceRecord> | Iterable<TraceRecord>,
  pageBytes = PAGE_BYTES,
): AsyncGenerator<ImportedPage> {
  const pages = createPages(pageBytes);
  for await (const record of records) {
    const full = pages.add(record);
    if (full) yield full;
  }
  yield* pages.rest();
}

/** The same from records in runs (archive-read.ts). */
export async function* runsToPages(
  runs: AsyncIterable<readonly TraceRecord[]>,
  pageBytes = PAGE_BYTES,
): AsyncGenerator<ImportedPage> {
  const pages = createPages(pageBytes);
  for await (const run of runs) {
    for (const record of run) {
      const full = pages.add(record);
      if (full) yield full;
    }
  }
  yield* pages.rest();
}

function createPages(pageBytes: number) {
  const writer = createPageWriter(pageBytes);
  const names = createConnNames();
  const fresh = (): Omit<ImportedPage, 'bytes'> => ({ frames: 0, lost: 0, cut: 0, from: Infinity, to: -Infinity });
  let about = fresh();

  function take(): ImportedPage {
    const page = { bytes: new Uint8Array(writer.take()), ...about };
    about = fresh();
    return page;
  }

  return {
    /** @returns the page that is full with this record */
    add(record: TraceRecord): ImportedPage | undefined {
      writeRecord(writer, record, names);
      if (record.kind === 'frame') about.frames += 1;
      if (record.kind === 'lost') {
        about.lost += record.count;
        about.cut += countLosses([record]).cut;
      }
      about.from = Math.min(about.from, record.t);
      about.to = Math.max(about.to, record.t);
      return writer.bytes >= pageBytes ? take() : undefined;
    },
    *rest(): Generator<ImportedPage> {
      if (writer.count > 0) yield take();
    },
  };
}
