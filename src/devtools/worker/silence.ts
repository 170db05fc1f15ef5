/**
 * When nothing has come for so long, what is waited for is looked at again: stalled after 5 s, unanswered after 10, overdue
 * after 15 (src/core/model/limits.ts). Later silence says nothing new.
 */
const LOOKS_MS = [5_500, 10_500, 15_500];

export interface Silence {
  /** Something came: silence begins anew. */
  wait(): void;
  stop(): void;
}

export function createSilence(look: () => void, looks: readonly number[] = LOOKS_MS): Silence {
  let timers: ReturnType<typeof setTimeout>[] = [];
  const stop = (): void => {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
  };
  return {
    wait() {
      stop();
      timers = looks.map((ms) => setTimeout(look, ms));
    },
    stop,
  };
}
