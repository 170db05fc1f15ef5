import type { Delays } from './merge-report.ts';

/** Collects times on the way. */
export interface DelayList {
  add(ms: number): void;
  /** All of another list. */
  addAll(other: DelayList): void;
  values(): Float64Array;
  /** Undefined where nothing was added. */
  figures(): Delays | undefined;
  /** 0 where nothing was added. */
  least(): number;
  most(): number;
}

export function createDelayList(): DelayList {
  let values = new Float64Array(256);
  let length = 0;
  let least = Infinity;
  let most = 0;
  const list: DelayList = {
    add(ms) {
      if (length === values.length) {
        const larger = new Float64Array(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length] = ms;
      length += 1;
      least = Math.min(least, ms);
      most = Math.max(most, ms);
    },
    addAll: (other) => other.values().forEach((ms) => list.add(ms)),
    values: () => values.subarray(0, length),
    least: () => (length === 0 ? 0 : least),
    most: () => most,
    figures() {
      if (length === 0) return undefined;
      const sorted = values.slice(0, length).sort();
      const at = (share: number): number => rounded(sorted[Math.max(0, Math.ceil(share * length) - 1)] ?? 0);
      return { count: length, least: at(0), p50: at(0.5), p95: at(0.95), most: at(1) };
    },
  };
  return list;
}

/** To the microsecond: no clock of a page is finer. */
export const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;
