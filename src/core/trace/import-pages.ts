import { createConnNames, writeRecord } from './page-codec.ts';
import { createPageWriter } from './page-writer.ts';
import type { TraceRecord } from './records.ts';

/** A page grows to this size before it is handed on; one with a large frame is larger. */
const PAGE_BYTES = 262_144;

export interface ImportedPage {
  bytes: Uint8Array;
  frames: number;
  /** Sum of the counts of its `lost` records. */
  lost: number;
}

/** Records as pages, for a store or a memory source. Connections are numbered in the order in which they appear. */
export async function* recordsToPages(
  records: AsyncIterable<TraceRecord> | Iterable<TraceRecord>,
  pageBytes = PAGE_BYTES,
): AsyncGenerator<ImportedPage> {
  const writer = createPageWriter(pageBytes);
  const names = createConnNames();
  let frames = 0;
  let lost = 0;
  function take(): ImportedPage {
    const page = { bytes: new Uint8Array(writer.take()), frames, lost };
    frames = 0;
    lost = 0;
    return page;
  }
  for await (const record of records) {
    writeRecord(writer, record, names);
    if (record.kind === 'frame') frames += 1;
    if (record.kind === 'lost') lost += record.count;
    if (writer.bytes >= pageBytes) yield take();
  }
  if (writer.count > 0) yield take();
}
