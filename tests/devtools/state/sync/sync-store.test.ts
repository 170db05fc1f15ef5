import { describe, expect, it } from 'vitest';
import type { SyncBatch } from '../../../../src/core/sync/sync-batch.ts';
import { createSyncStore } from '../../../../src/devtools/state/sync/sync-store.ts';

const batchOf = (first: number, count: number, answers: number[] = []): SyncBatch => ({
  first,
  rows: Uint32Array.from({ length: count }, (_, at) => (first + at) * 2),
  ids: Uint32Array.from({ length: count }, (_, at) => first + at),
  roots: new Uint8Array(count),
  answers: {
    request: Uint32Array.from(answers),
    row: Uint32Array.from(answers, (each) => each * 2 + 1),
    state: Uint8Array.from(answers, () => 2),
    items: Uint32Array.from(answers, () => 1),
    hash: Uint32Array.from(answers, () => 0x0a0b0c0d),
    hasHash: Uint8Array.from(answers, () => 1),
    bytes: Float64Array.from(answers, () => 5_000_000_000),
  },
});

describe('the store of requests', () => {
  it('takes batches of any number, and answers to earlier ones', () => {
    const store = createSyncStore();
    store.add(batchOf(0, 3));
    store.add(batchOf(3, 5000, [1, 4000]));
    expect([store.count, store.answered, store.answeredAt(1)]).toEqual([5003, 2, 4000]);
    expect([store.row(4000), store.answer(4000), store.state(4000)]).toEqual([8000, 8001, 'verified']);
    expect([store.answer(2), store.state(2), store.answer(5002)]).toEqual([undefined, 'in flight', undefined]);
    expect([store.hash(1), store.hash(2), store.bytes(1)]).toEqual(['0a0b0c0d', '', 5_000_000_000]);
  });

  it('refuses a batch that does not follow', () => {
    expect(() => createSyncStore().add(batchOf(7, 1))).toThrow('requests 0 to 7 are missing');
  });
});
