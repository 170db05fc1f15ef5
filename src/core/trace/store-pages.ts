import { createPageWriter, type PageWriter } from './page-writer.ts';
import type { RecordingValue, WriteTx } from './store-schema.ts';

/** A page on disk grows to this size; one with a large frame is larger. Few enough to walk, small enough to thin one by one. */
const PAGE_BYTES = 1_048_576;

/** Writes records to the end of a recording, a page whenever enough has come together. */
export interface PageSink {
  readonly writer: PageWriter;
  /** Call after each record. */
  spill(): void;
  /** Writes what is left. */
  finish(): void;
}

/** `row` is kept up to date; the caller puts it. Requests are not awaited: the transaction fails where one of them does. */
export function createPageSink(tx: WriteTx, row: RecordingValue, at: number, expectedBytes: number): PageSink {
  const writer = createPageWriter(Math.min(PAGE_BYTES, expectedBytes) + 4096, PAGE_BYTES * 2);
  function flush(): void {
    const bytes = new Uint8Array(writer.take());
    addPage(tx, row, at, bytes);
  }
  return {
    writer,
    spill: () => (writer.bytes >= PAGE_BYTES ? flush() : undefined),
    finish: () => (writer.count > 0 ? flush() : undefined),
  };
}

/** `bytes` is stored whole with its buffer, so it must be a buffer of its own. */
export function addPage(tx: WriteTx, row: RecordingValue, at: number, bytes: Uint8Array, level = 0): void {
  row.pages += 1;
  row.bytes += bytes.length;
  const page = { recording: row.id, no: row.pages, at, size: bytes.length, level, bytes };
  // Its failure is the transaction's, which is awaited.
  tx.objectStore('pages')
    .put(page)
    .catch(() => undefined);
}
