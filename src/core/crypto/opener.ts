import type { Dir, KeyRecord } from '../trace/records.ts';
import { MAX_GAP, search } from './search.ts';
import { createSessionKey, type SessionKey } from './session-key.ts';
import { advance, basesOf, createTrack, expectedOf, hint, mayReach, type Track } from './track.ts';

export interface Opened {
  /** Flags, padding and payload. */
  box: Uint8Array;
  counter: number;
  /** Frames that were never seen in front of this one, where that is certain; else 0. */
  missing: number;
  expected: number | undefined;
}

/** Opens the encrypted frames of one connection, both directions. Never throws. */
export interface Opener {
  /** Whether there is any key to try. */
  hasKey(): boolean;
  /** Whether some frame has opened so far. */
  hasOpened(): boolean;
  /** `placed`: the record's counters are those of the next frames from here on; else they only hint. False for a useless record. */
  add(record: KeyRecord, placed: boolean): boolean;
  /** Both key frames were seen: counters begin, with 1 for whoever dialled and with 0 for the other (PROTOCOL §2.3). */
  begin(initiator: Dir): void;
  /** `gap`: frames of the connection, of either direction, that the recording leaves out in front of this one. */
  open(frame: Uint8Array, dir: Dir, gap?: number): Opened | undefined;
  /** Counter that the next frame should have. */
  expected(dir: Dir): number | undefined;
  /** A frame passed that could not even be tried (cut, or without key): its counter is used up. */
  skip(dir: Dir): void;
  /** A frame passed whose counter is known from elsewhere (a redacted recording). */
  seek(dir: Dir, counter: number): number;
}

const MAX_KEYS = 4;

export function createOpener(): Opener {
  let keys: SessionKey[] = [];
  const tracks: Record<Dir, Track> = { in: createTrack(), out: createTrack() };
  let opened = false;
  /** Counters that may still be tried in vain over gaps: a forged trace may claim one in front of every frame. */
  let patience = MAX_GAP * 2;
  const step = (): number => keys[0]?.step ?? 2;

  function found(track: Track, hit: { box: Uint8Array; counter: number; key: SessionKey }): Opened {
    if (hit.key !== keys[0]) keys = [hit.key, ...keys.filter((key) => key !== hit.key)];
    const expected = expectedOf(track, step());
    opened = true;
    return { box: hit.box, counter: hit.counter, missing: advance(track, hit.counter, step()), expected };
  }

  return {
    hasKey: () => keys.length > 0,
    hasOpened: () => opened,
    add(record, placed) {
      const key = createSessionKey(record);
      if (!key) return false;
      const known = keys.find((other) => other.hex === key.hex);
      if (!known) keys = (placed ? [key, ...keys] : [...keys, key]).slice(0, MAX_KEYS);
      if (known && !placed) return true;
      hint(tracks.out, key.out);
      hint(tracks.in, key.in);
      if (placed) return true;
      hint(tracks.out, key.out % key.step);
      hint(tracks.in, key.in % key.step);
      return true;
    },
    begin(initiator) {
      for (const dir of ['in', 'out'] as const) {
        const track = tracks[dir];
        if (opened && track.sure) continue;
        const counter = dir === initiator ? 1 : 0;
        if (track.next !== undefined && track.next !== counter) track.hints.unshift(track.next);
        track.next = counter;
        track.missed = 0;
        track.sure = true;
      }
    },
    open(frame, dir, gap = 0) {
      const track = tracks[dir];
      const active = keys[0];
      const expected = expectedOf(track, step());
      if (active && expected !== undefined) {
        const box = active.box.open(frame, expected);
        if (box) return found(track, { box, counter: expected, key: active });
      }
      if (active) {
        const bases = basesOf(track, step());
        const hit =
          search(frame, keys, bases, false) ??
          (mayReach(track) ? search(frame, keys, bases, true, Math.min(gap, patience)) : undefined);
        if (hit) return found(track, hit);
        patience = Math.max(0, patience - gap);
      }
      track.missed += 1;
      return undefined;
    },
    expected: (dir) => expectedOf(tracks[dir], step()),
    skip(dir) {
      const track = tracks[dir];
      if (track.next !== undefined) track.next += step();
    },
    seek(dir, counter) {
      return advance(tracks[dir], counter, step());
    },
  };
}
