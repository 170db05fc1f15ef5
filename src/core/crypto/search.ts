import { MIN_FRAME_BYTES } from './box.ts';
import type { SessionKey } from './session-key.ts';

export interface Hit {
  box: Uint8Array;
  counter: number;
  key: SessionKey;
}

/** Counters tried each way around a base: TRACE-FORMAT §1, `key`. */
export const WINDOW = 1024;
const NEAR = 8;
/** Of frames that look right by their first block, only so many bytes are authenticated in one search. */
const MAX_BYTES = 64 * 1024 * 1024;

/** However many frames a recording leaves out in one place: a search further than this would be felt (half a second). */
export const MAX_GAP = 262_144;

/**
 * Looks for the counter under which a frame opens: the bases themselves, then near them, and with `far` up to WINDOW
 * steps later and earlier, later also by the `gap` frames that the recording leaves out. Every key is tried; the tag decides.
 */
export function search(
  frame: Uint8Array,
  keys: readonly SessionKey[],
  bases: readonly number[],
  far: boolean,
  gap = 0,
): Hit | undefined {
  if (frame.length < MIN_FRAME_BYTES) return undefined;
  let bytes = 0;
  const attempt = (counter: number): Hit | undefined => {
    if (counter < 0 || counter > Number.MAX_SAFE_INTEGER) return undefined;
    for (const key of keys) {
      if (bytes > MAX_BYTES) return undefined;
      if (!key.box.plausible(frame, counter)) continue;
      bytes += frame.length;
      const box = key.box.open(frame, counter);
      if (box) return { box, counter, key };
    }
    return undefined;
  };
  const step = keys[0]?.step ?? 2;
  for (const base of bases) {
    const hit = attempt(base);
    if (hit) return hit;
  }
  const reach = far ? WINDOW : NEAR;
  for (let distance = step; distance <= reach * step; distance += step) {
    for (const base of bases) {
      const hit = attempt(base + distance) ?? attempt(base - distance);
      if (hit) return hit;
    }
  }
  const [base = 0] = bases;
  if (far)
    for (let ahead = reach + 1; ahead <= Math.min(gap, MAX_GAP); ahead += 1) {
      const hit = attempt(base + ahead * step);
      if (hit) return hit;
    }
  return undefined;
}
