import { later, monotonic } from './natives.ts';

const FLUSH_MS = 20;
/** Between two runs while there is always something: each costs the way to the disk more than what it carries. */
const PACE_MS = 100;

/**
 * Runs something soon: the first time almost at once, then no more often than the way to the disk is worth. A hidden page's timers come once
 * a second or once a minute, so there a message to ourselves (`nudge`) does it.
 */
export function createSoon(
  isHidden: () => boolean,
  nudge: (run: () => void) => void,
  now = monotonic,
): (run: () => void) => void {
  let last = 0;
  return (run) => {
    if (isHidden()) return nudge(run);
    const wait = last + PACE_MS - now();
    later(
      () => {
        last = now();
        run();
      },
      wait > FLUSH_MS && wait <= PACE_MS ? wait : FLUSH_MS,
    );
  };
}
