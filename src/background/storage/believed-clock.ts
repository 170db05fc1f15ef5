import { isObject } from '../../core/trace/checks.ts';
import type { Area } from './area.ts';

/** What is kept of the looks at the clock until now. */
export interface ClockMemory {
  /** Until when time is known to have gone. */
  at: number;
  /** The clock was further than time can have gone: since which life of the browser, and for how long we have watched it. */
  doubt?: { run: string; watched: number };
}

/** One look at the clock: what it says, and how long this life of the background has lasted since the last look. */
export interface ClockLook {
  now: number;
  passed: number;
  run: string;
}

/** So far a clock may be put forward unnoticed: what is short of its age by that little may go. */
const SLACK_MS = 300_000;
/** So long we watch a clock that has leapt before we believe it; the next start of the browser is as good. */
const WATCH_MS = 3_600_000;

/**
 * A leap forward (an empty battery, a mistake of a time server, a sleep) is not believed at the first look: by it everything would be too
 * old at once. Until then time goes by how long we have been there. A clock that was put back is followed: by it less is too old. Pure.
 */
export function lookAtClock(memory: ClockMemory | undefined, { now, passed, run }: ClockLook): ClockMemory {
  const expected = memory === undefined ? 0 : memory.at + passed;
  if (now <= expected + SLACK_MS) return { at: now };
  const doubt = memory?.doubt ?? { run, watched: 0 };
  const watched = memory?.doubt ? doubt.watched + passed : 0;
  if (doubt.run !== run || watched >= WATCH_MS) return { at: now };
  return { at: expected, doubt: { run: doubt.run, watched } };
}

const NAME = 'believed-clock';

/** The clock by which recordings grow old; kept over the background's deaths. `uptime` goes on evenly, whatever happens to the clock. */
export function createBelievedClock(
  local: Area,
  run: Promise<string>,
  now: () => number,
  uptime: () => number,
): () => Promise<number> {
  let last = 0;
  return async () => {
    const memory = readMemory((await local.get(NAME))[NAME]);
    const up = uptime();
    const seen = lookAtClock(memory, { now: now(), passed: up - last, run: await run });
    last = up;
    await local.set({ [NAME]: seen });
    return seen.at;
  };
}

function readMemory(stored: unknown): ClockMemory | undefined {
  if (!isObject(stored) || typeof stored['at'] !== 'number') return undefined;
  const doubt = stored['doubt'];
  if (!isObject(doubt) || typeof doubt['run'] !== 'string' || typeof doubt['watched'] !== 'number')
    return { at: stored['at'] };
  return { at: stored['at'], doubt: { run: doubt['run'], watched: doubt['watched'] } };
}
