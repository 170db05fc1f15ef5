/** Activity over time in a fixed number of buckets; the bucket doubles when the time outgrows them. */
export interface Sparkline {
  add(t: number): void;
  /** Counts from the first to the last event, at most `BUCKETS` of them. */
  counts(): number[];
}

export const BUCKETS = 22;

export function createSparkline(): Sparkline {
  // Twice the resolution that is shown: after doubling, half of the buckets are still full.
  const buckets = new Float64Array(BUCKETS * 2);
  let start = NaN;
  let width = 1;
  let last = 0;
  return {
    add(t) {
      if (Number.isNaN(start)) start = t;
      let at = Math.max(0, Math.floor((t - start) / width));
      while (at >= buckets.length) {
        for (let i = 0; i < buckets.length; i += 1) {
          buckets[i] = i < BUCKETS ? (buckets[i * 2] ?? 0) + (buckets[i * 2 + 1] ?? 0) : 0;
        }
        width *= 2;
        last >>= 1;
        at = Math.floor((t - start) / width);
      }
      buckets[at] = (buckets[at] ?? 0) + 1;
      last = Math.max(last, at);
    },
    counts() {
      const used = last + 1;
      const shown = Math.min(used, BUCKETS);
      const out = Array.from({ length: shown }, () => 0);
      for (let i = 0; i < used; i += 1) {
        const to = Math.floor((i * shown) / used);
        out[to] = (out[to] ?? 0) + (buckets[i] ?? 0);
      }
      return out;
    },
  };
}
