import { createPageWriter, type FrameHead } from '../core/trace/page-writer.ts';
import { HEADER_BYTES } from '../core/trace/page-layout.ts';
import type { RecordKind } from '../core/trace/records.ts';
import { json } from './json.ts';
import { shortened, SHORT_BYTES, weightOf } from './payload/short-payload.ts';

/** A page on its way to the relay. Messages in flight die with the document, so a small page is kept until the relay has it. */
interface Sent {
  n: number;
  /** undefined for a large page, which was handed over itself. */
  page: ArrayBuffer | undefined;
  bytes: number;
  count: number;
  next: Sent | undefined;
}

export interface OutboxOptions {
  now(): number;
  /** Writes what a trace begins with: before its first record, and again where it begins anew. */
  begin?(): void;
  /** Runs `flush` soon. */
  soon(flush: () => void): void;
  /** `isMoved`: the page is not needed here any more. */
  post(n: number, page: ArrayBuffer, isMoved: boolean): void;
  /** Hands a page over at once, where that can be had cheaply; false where it has to be posted. */
  hand?(n: number, page: ArrayBuffer): boolean;
  /** A page of this size is posted at once. Large: its way through three processes costs a message more than the bytes in it. */
  pageBytes?: number;
  /**
   * Above three quarters of this, long payloads are cut to their beginning; above all of it, frames go without payload; above it by a
   * tenth only life cycle is taken, by a fifth nothing.
   */
  limitBytes?: number;
}

export interface Outbox {
  /** Counts the times that the trace began anew; writers announce themselves again when it has grown. */
  readonly epoch: number;
  /** Whether records are wanted now. */
  readonly isOn: boolean;
  record(kind: Exclude<RecordKind, 'frame'>, conn: number, t: number, members: string): void;
  frame(head: FrameHead, payload: Uint8Array | string | undefined): void;
  append(page: ArrayBuffer, length: number, count: number): void;
  /** Something could not be recorded: the count becomes a `lost` record. */
  lose(count: number, why: string): void;
  flush(): void;
  /** Until now nothing was worth a message: what has been written so far is let go with the next flush. */
  release(): void;
  /** The relay is there, or says anew whether to capture. */
  capture(on: boolean): void;
  received(n: number): void;
  /**
   * For the last moments of a document: everything that the relay has not confirmed, oldest first; `each` says whether it arrived. What
   * cannot be had is counted.
   */
  last(each: (n: number, page: ArrayBuffer) => boolean): void;
}

const MOVED_BYTES = 65_536;
/** What a page may write of which nobody knows yet whether it speaks ONE. */
const UNRELEASED_BYTES = 262_144;
const TOO_MUCH = 'the page produced more than could be handed over';

/** Collects records and posts them by the page: every few milliseconds while there are any, at once where there are many. */
export function createOutbox({
  now,
  begin,
  soon,
  post,
  hand,
  pageBytes = 4_194_304,
  limitBytes = 50_331_648,
}: OutboxOptions): Outbox {
  const writer = createPageWriter(16_384, 8_388_608);
  let epoch = 0;
  let hasBegun = false;
  let isReleased = false;
  let isLinked = false;
  let isOn = true;
  let isScheduled = false;
  let nextPage = 0;
  let first: Sent | undefined;
  let last: Sent | undefined;
  let waiting = 0;
  let lost = 0;
  let lostWhy = '';

  function lose(count: number, why: string): void {
    if (why !== lostWhy) writeLost();
    lost += count;
    lostWhy = why;
    if (isOn) schedule();
  }

  /** Most pages have nothing to say: until there is something, not even who they are is written. */
  function beginOnce(): void {
    if (hasBegun || !isOn) return;
    hasBegun = true;
    begin?.();
  }

  function writeLost(): void {
    if (lost === 0) return;
    beginOnce();
    writer.record('lost', 0, now(), json({ count: lost, why: lostWhy }));
    lost = 0;
  }

  function schedule(): void {
    if (!isReleased || !isLinked) return;
    if (writer.bytes >= pageBytes) return flush();
    if (isScheduled) return;
    isScheduled = true;
    soon(() => {
      isScheduled = false;
      flush();
    });
  }

  function flush(isLast = false): void {
    if (!isReleased || !isLinked) return;
    if (isOn) writeLost();
    if (writer.bytes === 0) return;
    const { bytes, count } = writer;
    const page = writer.take();
    // Never past pages that are still on their way.
    if (first === undefined && hand?.(nextPage, page) === true) {
      nextPage += 1;
      return;
    }
    const isMoved = bytes >= MOVED_BYTES && !isLast;
    const sent: Sent = { n: nextPage++, bytes, count, page: isMoved ? undefined : page, next: undefined };
    if (last === undefined) first = sent;
    else last.next = sent;
    last = sent;
    waiting += bytes;
    post(sent.n, page, isMoved);
  }

  /** Whether a record of that weight may be taken; life cycle has a fifth more room than bulk. */
  function admits(bytes: number, limit: number): boolean {
    if (isOn && writer.bytes + waiting + bytes <= limit) return true;
    lose(1, isOn ? TOO_MUCH : 'capture was switched off');
    return false;
  }

  function thin(head: FrameHead, payload: Uint8Array | string | undefined, keep: number): void {
    const { size, bytes } = shortened(payload, keep);
    lose(1, `payload ${keep > 0 ? 'cut short' : 'left out'}: ${TOO_MUCH}`);
    writer.frame({ ...head, size: head.size ?? size, truncated: true }, bytes);
  }

  /** Goes under the number of a page that may be there already: only one of both is taken, so that nothing is kept and counted. */
  function standIn(count: number): ArrayBuffer {
    const page = createPageWriter(256);
    page.record('lost', 0, now(), json({ count, why: 'on their way to the relay when the document went' }));
    return page.take();
  }

  function received(n: number): void {
    while (first !== undefined && first.n <= n) {
      waiting -= first.bytes;
      first = first.next;
    }
    if (first === undefined) last = undefined;
  }

  const reserve = limitBytes + limitBytes / 5;
  const bulkBytes = limitBytes * 0.75;
  return {
    get epoch() {
      return epoch;
    },
    get isOn() {
      return isOn;
    },
    record(kind, conn, t, members) {
      beginOnce();
      if (!admits(members.length, isReleased ? reserve : UNRELEASED_BYTES)) return;
      writer.record(kind, conn, t, members);
      schedule();
    },
    frame(head, payload) {
      if (!admits(HEADER_BYTES, limitBytes + limitBytes / 10)) return;
      // What is kept weighs, not what the page had: of a giant only the beginning is there.
      const weight = weightOf(payload);
      const used = writer.bytes + waiting;
      if (used + weight <= (weight > SHORT_BYTES ? bulkBytes : limitBytes)) writer.frame(head, payload);
      else thin(head, payload, used + SHORT_BYTES <= limitBytes ? SHORT_BYTES : 0);
      schedule();
    },
    append(page, length, count) {
      if (!admits(length, reserve)) return;
      writer.append(page, length, count);
      schedule();
    },
    lose,
    flush: () => flush(),
    release() {
      isReleased = true;
      beginOnce();
      schedule();
    },
    capture(on) {
      const isAnew = isLinked && on;
      if (isAnew) epoch += 1;
      isLinked = true;
      if (!on) flush();
      isOn = on;
      if (isAnew && (hasBegun || isReleased)) {
        hasBegun = true;
        begin?.();
      }
      schedule();
    },
    received,
    last(each) {
      isScheduled = true;
      flush(true);
      for (let sent = first; sent !== undefined; sent = sent.next) {
        if (each(sent.n, sent.page ?? standIn(sent.count))) received(sent.n);
      }
      isScheduled = false;
    },
  };
}
