import { renumber, viewOf } from '../trace/batch-parts.ts';
import { createPageWriter, type PageWriter } from '../trace/page-writer.ts';
import type { PageValue, RecordingValue, WriteTx } from './schema.ts';

/** A page on disk grows to this size; one with a large frame is larger. Few enough to walk, small enough to thin one by one. */
const PAGE_BYTES = 1_048_576;

/** Writes records to the end of a recording, a page whenever enough has come together. */
export interface PageSink {
  /** Takes single records. */
  readonly writer: PageWriter;
  /** Takes a stretch of plain frames (batch-parts.ts), whose connections become those that `number` gives. */
  frames(bytes: Uint8Array, number: (conn: number) => number): void;
  /** Call before a batch: one that is a page of its own is not joined to what came before, so that it need not be copied. */
  begin(batch: Uint8Array): void;
  /** Call after each record and each stretch. */
  spill(): void;
  /** Writes what is left. */
  finish(): void;
}

/**
 * `row` is kept up to date; the caller puts it. Requests are not awaited: the transaction fails where one of them does. `written` is shown each
 * page as it goes to disk, for that moment.
 */
export function createPageSink(
  tx: WriteTx,
  row: RecordingValue,
  at: number,
  written: (page: PageValue) => void,
): PageSink {
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
    const put = (bytes: Uint8Array): void => written(addPage(tx, row, at, bytes));
    if (!putWhole(pieces, put)) put(joined(pieces, total));
    pieces = [];
    total = 0;
  }

  const finish = (): void => (total + writer.bytes > 0 ? flush() : undefined);

  return {
    writer,
    frames(bytes, number) {
      addRecords();
      add({ bytes, number });
    },
    spill: () => (total + writer.bytes >= PAGE_BYTES ? flush() : undefined),
    begin: (batch) => (batch.length >= PAGE_BYTES ? finish() : undefined),
    finish,
  };
}

interface Piece {
  bytes: Uint8Array;
  number?: (conn: number) => number;
}

/**
 * Puts a batch that is all stretches as it is, with its connections renamed for that moment: a commit that failed is tried again with
 * it, and copying a page into fresh memory costs more than all else that is done to it here.
 * @returns false where the pieces are anything else
 */
function putWhole(pieces: readonly Piece[], put: (bytes: Uint8Array) => void): boolean {
  const [first] = pieces;
  if (first?.number === undefined) return false;
  const { number } = first;
  const { buffer } = first.bytes;
  let end = 0;
  for (const { bytes, number: its } of pieces) {
    if (its === undefined || bytes.buffer !== buffer || bytes.byteOffset !== end) return false;
    end += bytes.length;
  }
  if (end !== buffer.byteLength) return false;
  const batch = new Uint8Array(buffer);
  const view = viewOf(batch);
  const own = new Map<number, number>();
  renumber(view, 0, end, (conn) => {
    own.set(number(conn), conn);
    return number(conn);
  });
  try {
    // The request has its clone when `put` returns.
    put(batch);
  } finally {
    renumber(view, 0, end, (given) => own.get(given) ?? given);
  }
  return true;
}

/** One copy of bulk between the batch and the disk. */
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
export function addPage(tx: WriteTx, row: RecordingValue, at: number, bytes: Uint8Array, level = 0): PageValue {
  row.pages += 1;
  row.bytes += bytes.length;
  const page = { recording: row.id, no: row.pages, at, size: bytes.length, level, bytes };
  // Its failure is the transaction's, which is awaited.
  tx.objectStore('pages')
    .put(page)
    .catch(() => undefined);
  return page;
}
