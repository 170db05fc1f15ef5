import type { Batch } from '../../core/store/store.ts';
import { createSerial, type Serial } from '../serial.ts';

/** A batch and whoever waits to hear of it. */
export interface Queued<Waiter> {
  batch: Batch;
  waiter: Waiter;
}

/** Batches of one tab: what arrives while one group is being committed goes with the next, in one transaction. */
export interface BatchQueue<Waiter> {
  /** @returns false where too much is waiting: the batch was not taken */
  push(batch: Batch, waiter: Waiter): boolean;
  /** Runs between groups: what is queued before is committed before, what comes after waits. */
  readonly between: Serial;
  /** Resolves when nothing is queued. */
  settle(): Promise<void>;
}

/** What may wait in memory, and what goes into one transaction, in bytes. */
const MAX_WAITING = 67_108_864;
const MAX_GROUP = 16_777_216;

export function createBatchQueue<Waiter>(commit: (group: Queued<Waiter>[]) => Promise<void>): BatchQueue<Waiter> {
  const between = createSerial();
  let queued: Queued<Waiter>[] = [];
  let waiting = 0;
  let isScheduled = false;

  function takeGroup(): Queued<Waiter>[] {
    let bytes = 0;
    let end = 0;
    while (end < queued.length && (end === 0 || bytes < MAX_GROUP)) bytes += queued[end++]?.batch.page.length ?? 0;
    const group = queued.slice(0, end);
    queued = queued.slice(end);
    return group;
  }

  function schedule(): void {
    if (isScheduled || queued.length === 0) return;
    isScheduled = true;
    void between(async () => {
      isScheduled = false;
      const group = takeGroup();
      try {
        await commit(group);
      } finally {
        for (const { batch } of group) waiting -= batch.page.length;
        schedule();
      }
    });
  }

  return {
    between,
    async settle() {
      do await between(async () => undefined);
      while (isScheduled);
    },
    push(batch, waiter) {
      if (waiting + batch.page.length > MAX_WAITING) return false;
      waiting += batch.page.length;
      queued.push({ batch, waiter });
      schedule();
      return true;
    },
  };
}
