import { describe, expect, it } from 'vitest';
import { createOutbox, type OutboxOptions } from '../../src/content/outbox.ts';
import { kinds, read } from './pages.ts';

/** An outbox whose time, timer and relay are in the hands of the test. */
function world(options: Pick<OutboxOptions, 'pageBytes' | 'limitBytes' | 'hand'> = {}) {
  const posted: { n: number; page: ArrayBuffer; isMoved: boolean }[] = [];
  const timers: (() => void)[] = [];
  const outbox = createOutbox({
    now: () => 1,
    soon: (flush) => timers.push(flush),
    post: (n, page, isMoved) => posted.push({ n, page, isMoved }),
    ...options,
  });
  const frame = (seq: number, bytes: number): void =>
    outbox.frame({ conn: 1, seq, t: seq, dir: 'out', type: 'binary' }, new Uint8Array(bytes), bytes);
  return {
    outbox,
    posted,
    timers,
    frame,
    note: (text: string) => outbox.record('note', 0, 1, JSON.stringify({ text })),
    tick: () => timers.splice(0).forEach((run) => run()),
    records: () => read(...posted.map(({ page }) => new Uint8Array(page))),
  };
}

describe('the outbox of the hook', () => {
  it('holds everything back until the relay is there and something is worth a message', () => {
    const { outbox, posted, note, tick, records } = world();
    note('first');
    outbox.capture(true);
    tick();
    expect(posted).toEqual([]);
    outbox.release();
    tick();
    expect(records()).toMatchObject([{ kind: 'note', text: 'first' }]);
  });

  it('posts a page with the timer, or at once where it is large', () => {
    const { outbox, posted, frame, timers, tick } = world({ pageBytes: 1000 });
    outbox.capture(true);
    outbox.release();
    frame(0, 10);
    expect([posted.length, timers.length]).toEqual([0, 1]);
    tick();
    expect(posted.length).toBe(1);
    frame(1, 2000);
    expect(posted.length).toBe(2);
  });

  it('leaves payloads out when too much is waiting, then frames, and counts both; life cycle still has room', () => {
    const { outbox, frame, note, tick, records } = world({ pageBytes: 1000, limitBytes: 10_000 });
    outbox.capture(true);
    outbox.release();
    for (let seq = 0; seq < 100; seq += 1) frame(seq, 1000);
    note('life cycle');
    outbox.received(1000);
    frame(100, 1000);
    tick();
    const all = records();
    const whole = all.filter((record) => record.kind === 'frame' && record.payload !== undefined).length;
    const bare = all.filter((record) => record.kind === 'frame' && record.payload === undefined).length;
    const lost = all.reduce((sum, record) => sum + (record.kind === 'lost' ? record.count : 0), 0);
    expect(whole).toBeGreaterThanOrEqual(9);
    expect(bare).toBeGreaterThan(0);
    // Each frame without payload is a loss, and so is each that is not there at all.
    expect(lost).toBe(101 - whole);
    expect(all).toContainEqual(expect.objectContaining({ kind: 'note', text: 'life cycle' }));
    expect(all.filter(({ kind }) => kind === 'frame').at(-1)).toMatchObject({ seq: 100, size: 1000 });
  });

  it('says how much went by while capture was off, when it is on again', () => {
    const { outbox, frame, tick, records } = world();
    outbox.release();
    outbox.capture(true);
    frame(0, 10);
    outbox.capture(false);
    frame(1, 10);
    frame(2, 10);
    tick();
    expect(kinds(records())).toEqual(['frame']);
    const before = outbox.epoch;
    outbox.capture(true);
    tick();
    expect(records().at(-1)).toMatchObject({ kind: 'lost', count: 2 });
    expect(outbox.epoch).toBe(before + 1);
  });

  it('hands over what the relay has not confirmed when the document goes, and counts what it has no more', () => {
    const { outbox, posted, frame, tick } = world({ pageBytes: 1_000_000 });
    outbox.capture(true);
    outbox.release();
    frame(0, 10);
    tick();
    frame(1, 10);
    tick();
    outbox.received(0);
    frame(2, 100_000);
    tick();
    frame(3, 10);
    const handed: ArrayBuffer[] = [];
    outbox.last((_, page) => handed.push(page) > 0);
    expect(posted.map(({ isMoved }) => isMoved)).toEqual([false, false, true, false]);
    const records = read(...handed.map((page) => new Uint8Array(page)));
    expect(records.filter(({ kind }) => kind === 'frame')).toMatchObject([{ seq: 1 }, { seq: 3 }]);
    expect(records.filter(({ kind }) => kind === 'lost')).toMatchObject([{ count: 1 }]);
    const again: ArrayBuffer[] = [];
    outbox.last((_, page) => again.push(page) > 0);
    expect(again).toEqual([]);
  });

  it('hands a page over at once where that can be had, and never past pages that are still on their way', () => {
    const handed: number[] = [];
    let isTaken = false;
    const { outbox, posted, frame } = world({
      pageBytes: 1000,
      hand: (n) => (isTaken ? (handed.push(n), true) : false),
    });
    outbox.capture(true);
    outbox.release();
    frame(0, 2000);
    isTaken = true;
    frame(1, 2000);
    expect([posted.map(({ n }) => n), handed]).toEqual([[0, 1], []]);
    outbox.received(1);
    frame(2, 2000);
    frame(3, 2000);
    expect([posted.map(({ n }) => n), handed]).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
});
