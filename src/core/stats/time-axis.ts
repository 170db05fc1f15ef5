/** Buckets of time that all series of a session share. Their numbers count from the epoch, so the order of records is no matter. */
export interface TimeAxis {
  /** Milliseconds of a bucket. */
  readonly width: number;
  /** First and last bucket in use; Infinity and -Infinity before the first time. */
  readonly low: number;
  readonly high: number;
  /** Makes room for a time. @returns how often the width was doubled for it */
  admit(t: number): number;
  /** Doubles the width: two buckets become one. */
  coarsen(): void;
  index(t: number): number;
}

/** A single mad clock must not cost all others their resolution: what is further away than this counts at the edge. */
const REACH_MS = 31 * 24 * 3600 * 1000;

export function createTimeAxis({ width: initial = 100, limit = 1024 } = {}): TimeAxis {
  let width = initial;
  let low = Infinity;
  let high = -Infinity;
  let start: number | undefined;

  const within = (t: number): number => {
    const near = start ?? t;
    return Math.min(near + REACH_MS, Math.max(near - REACH_MS, t));
  };
  const index = (t: number): number => Math.floor(within(t) / width);

  function coarsen(): void {
    width *= 2;
    low = Math.floor(low / 2);
    high = Math.floor(high / 2);
  }

  return {
    get width() {
      return width;
    },
    get low() {
      return low;
    },
    get high() {
      return high;
    },
    index,
    coarsen,
    admit(t) {
      start ??= t;
      low = Math.min(low, index(t));
      high = Math.max(high, index(t));
      let doubled = 0;
      for (; high - low >= limit; doubled++) coarsen();
      return doubled;
    },
  };
}
