import { renumber, viewOf } from './batch-parts.ts';
import { createPageWriter, type PageWriter } from './page-writer.ts';
import type { RecordingValue, WriteTx } from './store-schema.ts';

/** A page on disk grows to this size; one with a large frame is larger. Few enough to walk, small enough to thin one by one. */
const PAGE_BYTES = 1_048_576;

/** Writes records to the end of a recording, a page whenever enough has come together. */
export interface PageSink {
  /** Takes single records. */
  readonly writer: PageWriter;
  /** Takes a stretch of plain frames (batch-parts.ts), whose connections become those that `number` gives. */
  frames(bytes: Uint8Array, number: (conn: number) => number): void;
  /** Call after each record and each stretch. */
  spill(): void;
  /** Writes what is left. */
  finish(): void;
}

/** `row` is kept up to date; the caller puts it. Requests are not awaited: the transaction fails where one of them does. */
export function createPageSink(tx: WriteTx, row: RecordingValue, at: number): PageSink {
  const writer = createPageWriter(4096, PAGE_BYTES * 2);
  let pieces: Piece[] = [];
  let total = 0;

  function add(piece: Piece): void {
    pieces.push(piece);
    total += piece.bytes.length;
  }

  function addRecords(): void {
    if (writer.count > 0) add({ bytes: new Uint8Array(writer.take()) });
  }

  function flush(): void {
    addRecords();
    addPage(tx, row, at, joined(pieces, total));
    pieces = [];
    total = 0;
  }

  return {
    writer,
    frames(bytes, number) {
      addRecords();
      add({ bytes, number });
    },
    spill: () => (total + writer.bytes >= PAGE_BYTES ? flush() : undefined),
    finish: () => (total + writer.bytes > 0 ? flush() : undefined),
  };
}

interface Piece {
  bytes: Uint8Array;
  number?: (conn: number) => number;
}

/** One copy of bulk between the batch and the disk. Not in the batch itself: a commit that failed is tried again with it. */
function joined(pieces: readonly Piece[], total: number): Uint8Array {
  const page = new Uint8Array(total);
  const view = viewOf(page);
  let end = 0;
  for (const { bytes, number } of pieces) {
    page.set(bytes, end);
    if (number) renumber(view, end, end + bytes.length, number);
    end += bytes.length;
  }
  return page;
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
