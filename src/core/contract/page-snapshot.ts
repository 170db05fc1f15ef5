import type { LifeState } from '../report/report.ts';

/**
 * What only readers know of the connections of a page, on its way back there for the page API: states, and no secret. Panel →
 * background → relay → hook. The page learns nothing that its own library does not know.
 */
export interface PageSnapshot {
  /** Epoch milliseconds of the moment in which the reader saw it so. */
  asOf: number;
  /** `opened` is the time of the `open` record, to the last digit: it names the connection on both sides. */
  connections: { opened: number; state: LifeState }[];
}

/** More connections than a page API lists are of no use there. */
export const MOST_IN_SNAPSHOT = 256;
