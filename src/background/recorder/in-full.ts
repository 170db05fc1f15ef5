/** Takes the messages of one port. */
export interface InFull {
  take(message: unknown): void;
  /** Resolves when everything that came until now was handed on. */
  settled(): Promise<void>;
}

type Batch = { page?: unknown; n?: unknown };

/**
 * Hands on the messages of a port in their order. A Blob in `page` is read first, and what comes behind it waits. Where one cannot be read
 * (its document has gone, or it is too large), batches behind it are left out as well until its number comes again: the relay has them all.
 */
export function createInFull(hand: (message: unknown) => void, mostBytes: number): InFull {
  let turn: Promise<void> = Promise.resolve();
  let waiting = 0;
  let missing = Infinity;

  function pass(message: unknown, n: unknown): void {
    if (typeof n === 'number' && n > missing) return;
    if (n === missing) missing = Infinity;
    hand(message);
  }

  async function read(message: object, n: unknown, blob: Blob): Promise<void> {
    const page = blob.size > mostBytes ? undefined : await blob.arrayBuffer().catch(() => undefined);
    if (page !== undefined) pass({ ...message, page: new Uint8Array(page) }, n);
    else if (typeof n === 'number') missing = Math.min(missing, n);
  }

  return {
    take(message) {
      const { page, n } = (message ?? {}) as Batch;
      if (waiting === 0 && !(page instanceof Blob)) return pass(message, n);
      waiting += 1;
      turn = turn
        .then(() => (page instanceof Blob ? read(message as object, n, page) : pass(message, n)))
        .catch(() => undefined)
        .then(() => void (waiting -= 1));
    },
    settled: () => turn,
  };
}
