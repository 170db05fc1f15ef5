import { monotonic } from '../natives.ts';

const SPAN_MS = 10_000;
const MOST_IN_SPAN = 50;

/** Whether one more line may be kept now: a page in a loop must not fill the recording with its console. */
export function createLineBudget(now = monotonic): () => boolean {
  let began = -SPAN_MS;
  let kept = 0;
  return () => {
    const t = now();
    if (t - began >= SPAN_MS) {
      began = t;
      kept = 0;
    }
    kept += 1;
    return kept <= MOST_IN_SPAN;
  };
}
