import { describe, expect, it } from 'vitest';
import { createOutbox, type OutboxOptions } from '../../src/content/outbox.ts';
import { kinds, read } from './pages.ts';

/** An outbox whose time, timer and relay are in the hands of the test. */
function world(options: Pick<OutboxOptions, 'begin' | 'pageBytes' | 'limitBytes' | 'hand'> = {}) {
  const posted: { n: number; page: ArrayBuffer; isMoved: boolean }[] = [];
  const timers: (() => void)[] = [];
  const outbox = createOutbox({
    now: () => 1,
    soon: (flush) => timers.push(flush),
    post: (n, page, isMoved) => posted.push({ n, page, isMoved }),
    ...options,
  });
  const frame = (seq: number, bytes: number): void =>
    outbox.frame({ conn: 1, seq, t: seq, dir: 'out', type: 'binary' }, new Uint8Array(bytes));
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

  it('writes what a trace begins with before its first record only, and again where the trace begins anew', () => {
    const begin = (): void => outbox.record('page', 0, 1, '{"page":"p"}');
    const { outbox, note, tick, records } = world({ begin });
    outbox.capture(true);
    outbox.capture(false);
    outbox.capture(true);
    outbox.release();
    note('first');
    outbox.capture(true);
    tick();
    expect(records().map(({ kind }) => kind)).toEqual(['page', 'note', 'page']);
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

  it('cuts long payloads to their beginning before it leaves any out, and has every frame still', () => {
    const { outbox, frame, tick, records } = world({ pageBytes: 1_000_000, limitBytes: 100_000 });
    outbox.capture(true);
    outbox.release();
    for (let seq = 0; seq < 60; seq += 1) frame(seq, 4000);
    outbox.received(1000);
    tick();
    const all = records();
    const frames = all.filter((record) => record.kind === 'frame');
    expect(frames.map(({ seq, size }) => [seq, size])).toEqual(Array.from({ length: 60 }, (_, seq) => [seq, 4000]));
    const kept = frames.map(({ payload, truncated }) => (truncated ? `${payload?.length ?? 0} of it` : 'all'));
    expect([...new Set(kept)]).toEqual(['all', '1024 of it', '0 of it']);
    const thinned = kept.filter((how) => how !== 'all').length;
    expect(all.reduce((sum, record) => sum + (record.kind === 'lost' ? record.count : 0), 0)).toBe(thinned);
  });

  it('cuts a text between two characters, and tells its size in bytes', () => {
    const { outbox, tick, records } = world({ limitBytes: 4000 });
    outbox.capture(true);
    outbox.release();
    const text = 'a' + 'é'.repeat(3000);
    outbox.frame({ conn: 1, seq: 0, t: 0, dir: 'in', type: 'text' }, text);
    tick();
    const [frame] = records();
    expect(frame).toMatchObject({ kind: 'frame', size: 6001, truncated: true });
    expect(new TextDecoder().decode(frame?.kind === 'frame' ? frame.payload : undefined)).toBe('a' + 'é'.repeat(511));
  });

  it('keeps the beginning of a message that as a whole would not fit into its memory', () => {
    const { outbox, tick, records } = world({ limitBytes: 10_000 });
    outbox.capture(true);
    outbox.release();
    const beginning = new Uint8Array(5000).fill(7);
    outbox.frame({ conn: 1, seq: 0, t: 0, dir: 'in', type: 'binary', size: 60_000_000, truncated: true }, beginning);
    tick();
    expect(records()).toMatchObject([{ kind: 'frame', size: 60_000_000, truncated: true, payload: beginning }]);
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
    const handed: { n: number; page: ArrayBuffer }[] = [];
    outbox.last((n, page) => handed.push({ n, page }) > 0);
    expect(posted.map(({ isMoved }) => isMoved)).toEqual([false, false, true, false]);
    // The count goes under the number of the page that it stands for: where that has arrived, its number is known, and nothing is counted.
    expect(handed.map(({ n, page }) => [n, ...read(new Uint8Array(page))])).toMatchObject([
      [1, { kind: 'frame', seq: 1 }],
      [2, { kind: 'lost', count: 1 }],
      [3, { kind: 'frame', seq: 3 }],
    ]);
    const again: ArrayBuffer[] = [];
    outbox.last((_, page) => again.push(page) > 0);
    expect(again).toEqual([]);
  });

  it('hands over what was written last when the document goes, however large it is', () => {
    const { outbox, frame } = world();
    outbox.capture(true);
    outbox.release();
    frame(0, 100_000);
    const handed: ArrayBuffer[] = [];
    outbox.last((_, page) => handed.push(page) > 0);
    expect(read(...handed.map((page) => new Uint8Array(page)))).toMatchObject([{ kind: 'frame', seq: 0 }]);
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
