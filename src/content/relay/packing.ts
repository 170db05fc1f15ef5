import { toBase64 } from './base64.ts';
import type { QueuedBatch } from './queue.ts';

/** What the port to the recorder carries, as far as is known. */
export interface Carried {
  binary: boolean;
  blobs: boolean;
}

/** From here on a Blob costs the page less than its bytes: they are moved on another thread, and fewer times. */
const BLOB_BYTES = 262_144;

/** Gives batches the form in which they travel. */
export function createPacking() {
  let carried: Carried = { binary: false, blobs: false };
  let isWary = false;
  let lastBlob = -1;
  return {
    learn: (what: Carried) => void (carried = what),
    /** Before the welcome it is text, which every port can carry. */
    forget: () => void (carried = { binary: false, blobs: false }),
    /** A Blob's bytes may still be here when its message has gone: where the document goes, or they have not come through before, none. */
    beWary: () => void (isWary = true),
    /** Number of the last batch that went as a Blob. */
    get lastBlob() {
      return lastBlob;
    },
    pack({ n, page }: QueuedBatch, isGoing: boolean): Uint8Array | string | Blob {
      if (!carried.binary) return toBase64(page);
      if (!carried.blobs || isWary || isGoing || page.length < BLOB_BYTES) return page;
      lastBlob = n;
      return new Blob([page as Uint8Array<ArrayBuffer>]);
    },
  };
}
