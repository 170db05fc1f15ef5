import { describe, expect, it } from 'vitest';
import { createBatchQueue, type BatchQueue, type QueuedBatch } from '../../../src/content/relay/queue.ts';
import { close, frame, kinds, open, page, read } from '../pages.ts';

const MB = 1_048_576;

function takeAll(queue: BatchQueue, window = Infinity): QueuedBatch[] {
  const taken: QueuedBatch[] = [];
  for (let batch = queue.take(window); batch !== undefined; batch = queue.take(window)) taken.push(batch);
  return taken;
}

const numbers = (batches: readonly QueuedBatch[]): number[] => batches.map(({ n }) => n);

describe('the queue of batches', () => {
  it('sends each batch once, in order, and keeps it until it is committed', () => {
    const queue = createBatchQueue(MB);
    const first: number[] = [];
    for (let at = 0; at < 4; at += 1) {
      queue.add(page(open(), frame(at, 100)));
      first.push(...numbers(takeAll(queue)));
    }
    expect(first).toEqual([0, 1, 2, 3]);
    expect(takeAll(queue)).toEqual([]);
    queue.committed(1);
    queue.rewind();
    expect(numbers(takeAll(queue))).toEqual([2, 3]);
    queue.committed(3);
    expect([queue.isEmpty, queue.bytes]).toEqual([true, 0]);
  });

  it('lets only so much be under way, but never less than one batch', () => {
    const queue = createBatchQueue(10 * MB);
    for (let at = 0; at < 5; at += 1) queue.add(page(open(), frame(at, 200_000)));
    expect(numbers(takeAll(queue, 500_000))).toEqual([0, 1]);
    queue.committed(0);
    expect(numbers(takeAll(queue, 500_000))).toEqual([2]);
    queue.rewind();
    expect(numbers(takeAll(queue, 10))).toEqual([1]);
  });

  it('takes a commit that names more than was sent since the connection came back', () => {
    const queue = createBatchQueue(MB);
    for (let at = 0; at < 3; at += 1) queue.add(page(open(), frame(at, 200_000)));
    takeAll(queue);
    queue.rewind();
    queue.committed(1);
    expect(numbers(takeAll(queue))).toEqual([2]);
  });

  it('joins what waits, but never adds to a batch that the recorder may have', () => {
    const queue = createBatchQueue(MB);
    const [a, b, c] = [page(open(), frame(0, 100)), page(frame(1, 100)), page(close())] as const;
    queue.add(a);
    takeAll(queue);
    queue.rewind();
    queue.add(b);
    queue.add(c);
    const sent = takeAll(queue);
    expect(numbers(sent)).toEqual([0, 1]);
    expect(kinds(read(...sent.map((batch) => batch.page)))).toEqual(['open', 'frame', 'frame', 'close']);
    queue.committed(1);
    expect(queue.bytes).toBe(0);
  });

  it('cuts pages that no port would take between two records', () => {
    const queue = createBatchQueue(10 * MB, 4000);
    const whole = page(open(), frame(0, 1500), frame(1, 1500), frame(2, 1500), frame(3, 9000), close());
    queue.add(whole);
    const parts = takeAll(queue).map((batch) => batch.page);
    expect(parts.length).toBeGreaterThan(2);
    expect(read(...parts)).toEqual(read(whole));
  });

  it('stays within its memory, gives up bulk before life cycle, and counts what went', () => {
    const queue = createBatchQueue(MB);
    for (let at = 0; at < 40; at += 1) queue.add(page(open(`ws${at}`), frame(0, 65_536, `ws${at}`), close(`ws${at}`)));
    expect(queue.bytes).toBeLessThanOrEqual(MB);
    const records = takeAll(queue).flatMap((batch) => read(batch.page));
    expect(kinds(records).filter((kind) => kind === 'open')).toHaveLength(40);
    expect(kinds(records).filter((kind) => kind === 'close')).toHaveLength(40);
    const whole = records.filter((record) => record.kind === 'frame' && record.truncated !== true).length;
    const lost = records.reduce((sum, record) => sum + (record.kind === 'lost' ? record.count : 0), 0);
    expect(kinds(records).filter((kind) => kind === 'frame')).toHaveLength(40);
    expect(whole + lost).toBe(40);
    expect(lost).toBeGreaterThan(0);
  });

  it('counts right also when what it gives up is under way', () => {
    const queue = createBatchQueue(200_000);
    for (let at = 0; at < 10; at += 1) {
      queue.add(page(open(), frame(at, 50_000)));
      takeAll(queue, MB);
    }
    queue.committed(9);
    queue.add(page(open(), frame(10, 100)));
    expect(numbers(takeAll(queue, 200))).toEqual([10]);
    queue.committed(10);
    expect(queue.bytes).toBe(0);
  });
});
