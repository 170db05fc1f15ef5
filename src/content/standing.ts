import { createPageWriter, type FrameHead, type PageWriter } from '../core/trace/page-writer.ts';
import type { RecordKind, Transport } from '../core/trace/records.ts';
import { json } from './json.ts';
import type { Outbox } from './outbox.ts';
import type { Site } from './site.ts';

/** Bytes of a connection not yet decided on that stay in memory. */
const UNDECIDED_BYTES = 65_536;

export interface Opening {
  /** Members of the `open` record. */
  members: { transport: Transport; url: string; protocols?: string[]; label?: string; peer?: string };
  t: number;
  late: boolean;
}

/**
 * Whether a connection is ONE's, and what follows: while that is open its records wait in memory; ONE's are recorded whole; of others
 * there is only a count. A connection can still be recognised when it was counted so far.
 */
export interface Standing {
  readonly isDecided: boolean;
  readonly isOne: boolean;
  readonly isCounted: boolean;
  recognise(why: string): void;
  dismiss(): void;
  /** Whether the plugin chain is known, so that nobody need look for it. */
  settle(known: boolean): void;
  frame(head: FrameHead, payload: Uint8Array | string | undefined, weight: number): void;
  record(kind: Exclude<RecordKind, 'frame'>, members: string, t: number): void;
  end(frames: number): void;
}

export function createStanding(outbox: Outbox, site: Site, number: number, opening: Opening): Standing {
  let state: 'undecided' | 'one' | 'counted' = 'undecided';
  let held: PageWriter | undefined = createPageWriter(512);
  let unseen = 0;
  let epoch = outbox.epoch;
  let isOver = false;
  let isSettled = false;
  let isSought = false;

  const open = (late: boolean): string => json({ ...opening.members, page: site.page, late: late ? true : undefined });
  held.record('open', number, opening.t, open(opening.late));

  /** A trace that begins anew has to be told again what this connection is. */
  function announce(): void {
    if (epoch === outbox.epoch) return;
    epoch = outbox.epoch;
    outbox.record('open', number, opening.t, open(true));
  }

  function letGo(): void {
    outbox.release();
    epoch = outbox.epoch;
    if (held === undefined) return outbox.record('open', number, opening.t, open(opening.late));
    const { bytes, count } = held;
    outbox.append(held.take(), bytes, count);
    held = undefined;
  }

  function seek(): void {
    const isWanted = state === 'one' && !isSettled && !isOver;
    if (isWanted === isSought) return;
    isSought = isWanted;
    site.search(isWanted ? 1 : -1);
  }

  function dismiss(): void {
    state = 'counted';
    site.otherSocket(held?.bytes ?? 0);
    held = undefined;
  }

  return {
    get isDecided() {
      return state !== 'undecided';
    },
    get isOne() {
      return state === 'one';
    },
    get isCounted() {
      return state === 'counted';
    },
    recognise(why) {
      if (state === 'one') return;
      const missed = state === 'counted' ? unseen : 0;
      state = 'one';
      site.detected(`${why} at ${opening.members.url}`);
      letGo();
      if (missed > 0) outbox.lose(missed, 'frames of a connection that was not known to be ONE');
      if (!isOver) site.live(1);
      seek();
    },
    dismiss,
    settle(known) {
      isSettled = known;
      seek();
    },
    frame(head, payload, weight) {
      if (state === 'one') {
        announce();
        return outbox.frame(head, payload);
      }
      unseen += 1;
      if (held !== undefined && held.bytes + weight <= UNDECIDED_BYTES) return held.frame(head, payload);
      if (held !== undefined) dismiss();
      site.otherBytes(weight);
    },
    record(kind, members, t) {
      if (state === 'one') {
        announce();
        outbox.record(kind, number, t, members);
      } else held?.record(kind, number, t, members);
    },
    end(frames) {
      isOver = true;
      seek();
      // A dial that failed before its first frame has no payload to protect, and is what its user wants to see.
      if (state === 'undecided' && frames === 0) letGo();
      else if (state === 'undecided') dismiss();
      if (state !== 'one') return;
      site.live(-1);
      outbox.flush();
    },
  };
}
