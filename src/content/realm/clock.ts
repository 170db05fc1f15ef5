import { later, monotonic, wallClock } from '../natives.ts';
import { isHidden } from './hidden.ts';
import type { Note } from './note.ts';

const INTERVAL_MS = 5000;
const JUMP_MS = 1000;
/** Browsers let the timers of a hidden page run once a minute; a gap beyond that is not theirs. */
const LATE_MS = { visible: 5000, hidden: 90_000 };

/**
 * Notes jumps of the wall clock against the monotonic one, and gaps in which the page did not run though its timer was due (the machine
 * asleep, the tab suspended). Runs only while `isNeeded`; `wake` starts it.
 */
export function watchClock(note: Note, isNeeded: () => boolean): { wake(): void } {
  let isRunning = false;
  let drift = wallClock() - monotonic();
  let due = 0;

  function look(): void {
    const now = monotonic();
    const jump = wallClock() - now - drift;
    if (jump > JUMP_MS || jump < -JUMP_MS) {
      drift += jump;
      note('clock', `the clock jumped by ${seconds(jump)}`);
    }
    const late = now - due;
    if (late > (isHidden() ? LATE_MS.hidden : LATE_MS.visible))
      note('freeze', `the page did not run for ${seconds(late)}`);
    isRunning = false;
    wake();
  }

  function wake(): void {
    if (isRunning || !isNeeded()) return;
    isRunning = true;
    due = monotonic() + INTERVAL_MS;
    later(look, INTERVAL_MS);
  }

  return { wake };
}

function seconds(ms: number): string {
  const whole = (ms - (ms % 100)) / 1000;
  return `${whole > 0 ? '+' : ''}${whole} s`;
}
