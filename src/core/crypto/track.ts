/**
 * Where the counter of one direction stands.
 *
 * `next` follows the last frame that opened; `missed` counts the frames since that did not. A damaged frame used up its
 * counter, a foreign one did not: so both `next` and `next + missed` steps are worth trying first.
 */
export interface Track {
  next: number | undefined;
  missed: number;
  /** `next` is a fact (handshake or an opened frame), not only what a key record claimed: a jump over it is a gap. */
  sure: boolean;
  /** Further places to look, from key records. */
  hints: number[];
  /** Searches over the whole window that may still be made: see `mayReach`. */
  credit: number;
}

const MAX_CREDIT = 16;
const MAX_HINTS = 2;
/** Once the credit is used up, one frame in so many gets the whole window. */
const RARELY = 128;

export const createTrack = (): Track => ({ next: undefined, missed: 0, sure: false, hints: [], credit: MAX_CREDIT });

export const expectedOf = (track: Track, step: number): number | undefined =>
  track.next === undefined ? undefined : track.next + track.missed * step;

/** What to try first, best first, without repetitions. */
export function basesOf(track: Track, step: number): number[] {
  const bases = [expectedOf(track, step), track.next, ...track.hints].filter((base) => base !== undefined);
  return [...new Set(bases)];
}

/**
 * Whether this frame may be searched for over the whole window (2048 counters a base, some milliseconds).
 *
 * A flood of damaged or foreign frames must stay cheap: a direction has credit for 16 such searches, earns an eighth with
 * each frame that opens, and without credit gets one in 128 frames. A flood of n frames costs n × (near tries + 1/128
 * of a window): linear, tens of microseconds a frame. The price: after a long flood up to 127 frames more stay locked.
 */
export function mayReach(track: Track): boolean {
  if (track.credit >= 1) {
    track.credit -= 1;
    return true;
  }
  return track.missed % RARELY === RARELY - 1;
}

/** A frame opened under `counter`. Returns how many frames are missing in front of it. */
export function advance(track: Track, counter: number, step: number): number {
  track.credit = Math.min(MAX_CREDIT, track.credit + 1 / 8);
  const expected = expectedOf(track, step);
  const replayed = track.sure && track.next !== undefined && counter < track.next;
  if (replayed) return 0;
  const missing = track.sure && expected !== undefined && counter > expected ? (counter - expected) / step : 0;
  track.next = counter + step;
  track.missed = 0;
  track.sure = true;
  track.hints = [];
  return missing;
}

export function hint(track: Track, counter: number): void {
  if (track.next === undefined) track.next = counter;
  else if (track.next !== counter)
    track.hints = [counter, ...track.hints.filter((known) => known !== counter)].slice(0, MAX_HINTS);
  track.credit = Math.max(track.credit, 2);
}
