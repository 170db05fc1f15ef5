import { LEVELS, spillPage } from './spill.ts';
import { splitPage } from './split-page.ts';

export interface QueuedBatch {
  n: number;
  page: Uint8Array;
}

/** Batches on their way to the recorder. A number is given once; a batch is kept until the recorder has committed it. */
export interface BatchQueue {
  readonly bytes: number;
  /** Whether anything waits to be sent or to be committed. */
  readonly isEmpty: boolean;
  add(page: Uint8Array): void;
  /** The next batch to send, if it fits into what may be under way; it counts as sent. */
  take(windowBytes: number): QueuedBatch | undefined;
  /** Batches behind `n` that are not committed, sent or not. */
  after(n: number): readonly QueuedBatch[];
  /** Everything up to `n` is on disk. */
  committed(n: number): void;
  /** The connection died: whatever is not committed has to be sent again. */
  rewind(): void;
}

/** Chromium refuses messages above 64 MiB, base64 adds a third: half of it fits both ways (PLATFORM §6). */
const BATCH_BYTES = 33_554_432;
const SPILL_TO = 0.75;
/** Small pages that wait are joined up to this size: fewer messages, fewer commits, and something to give up in each batch. */
const JOIN_BYTES = 262_144;
const SMALL_BYTES = 65_536;

export function createBatchQueue(limitBytes: number, batchBytes = BATCH_BYTES): BatchQueue {
  let batches: QueuedBatch[] = [];
  let nextNumber = 0;
  let sent = 0;
  let bytes = 0;
  let inFlight = 0;
  let lastSent = -1;

  function spill(): void {
    for (let level = 0; level < LEVELS.length; level += 1) {
      for (const [at, batch] of batches.entries()) {
        if (bytes <= limitBytes * SPILL_TO) return;
        const page = spillPage(batch.page, level);
        const saved = batch.page.length - page.length;
        bytes -= saved;
        if (at < sent) inFlight -= saved;
        batch.page = page;
      }
    }
  }

  return {
    get bytes() {
      return bytes;
    },
    get isEmpty() {
      return batches.length === 0;
    },
    add(page) {
      for (const part of splitPage(page, batchBytes)) {
        const last = batches.at(-1);
        if (
          last !== undefined &&
          last.n > lastSent &&
          part.length <= SMALL_BYTES &&
          last.page.length + part.length <= Math.min(JOIN_BYTES, batchBytes)
        ) {
          last.page = joined(last.page, part);
        } else batches.push({ n: nextNumber++, page: part });
        bytes += part.length;
      }
      if (bytes > limitBytes) spill();
    },
    take(windowBytes) {
      const batch = batches[sent];
      if (batch === undefined || (inFlight > 0 && inFlight + batch.page.length > windowBytes)) return undefined;
      sent += 1;
      lastSent = Math.max(lastSent, batch.n);
      inFlight += batch.page.length;
      return batch;
    },
    after: (n) => batches.filter((batch) => batch.n > n),
    committed(n) {
      const kept = batches.filter((batch) => batch.n > n);
      const gone = batches.length - kept.length;
      inFlight -= sumBytes(batches.slice(0, Math.min(gone, sent)));
      bytes -= sumBytes(batches.slice(0, gone));
      sent = Math.max(0, sent - gone);
      batches = kept;
    },
    rewind() {
      sent = 0;
      inFlight = 0;
    },
  };
}

const sumBytes = (batches: readonly QueuedBatch[]): number => batches.reduce((sum, { page }) => sum + page.length, 0);

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
