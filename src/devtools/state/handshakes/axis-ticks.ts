import { duration } from '../format.ts';

export interface Tick {
  /** Share of the axis, 0…1. */
  at: number;
  text: string;
}

/** Marks of an axis of `length` milliseconds that is divided into some seven parts. */
export function axisTicks(length: number): Tick[] {
  const rough = length / 7;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * unit >= rough * 0.999) ?? 10) * unit;
  const count = Math.floor(length / step + 1e-6);
  return Array.from({ length: count + 1 }, (_, i) => ({ at: (i * step) / length, text: tickText(i * step) }));
}

/** Whole numbers without the digits that say nothing here. */
const tickText = (ms: number): string => (ms === 0 ? '0' : duration(ms).replace(/\.0+(?= )/, ''));
