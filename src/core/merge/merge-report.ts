import type { SideName } from './of-side.ts';

/** One frame, by the names of the merged recording. */
export interface FramePlace {
  conn: string;
  seq: number;
}

/**
 * Why a frame is on one side only. `wire`: it was lost on the way · `closing`: the connection ended while it was under way · `not-recorded`,
 * `before-recording`, `after-recording`: the other recording has a gap there, had not begun or was over · `unsent`: nobody is recorded to have sent it.
 */
export const LONE_CAUSES = [
  'wire',
  'closing',
  'not-recorded',
  'before-recording',
  'after-recording',
  'unsent',
] as const;
export type LoneCause = (typeof LONE_CAUSES)[number];

export interface LoneFrame extends FramePlace {
  dir: 'in' | 'out';
  name: string;
  size: number;
  /** Epoch milliseconds by A's clock. */
  t: number;
  /** The other end. */
  otherConn: string;
  cause: LoneCause;
  /** One sentence for a person. */
  because: string;
  /** The frame, and what arrived before and after it at the other end. */
  evidence: FramePlace[];
}

export interface AlteredFrame extends FramePlace {
  dir: 'out';
  name: string;
  size: number;
  t: number;
  /** As it arrived. */
  received: FramePlace & { name: string };
}

/** Milliseconds that frames took one way, by A's clock; all of them share the uncertainty of the offset. */
export interface Delays {
  count: number;
  least: number;
  p50: number;
  p95: number;
  most: number;
}

export interface PairReport {
  a: string;
  b: string;
  matched: number;
  altered: number;
  lost: number;
  /** Frames on one side only for other reasons. */
  lone: number;
  aToB?: Delays;
  bToA?: Delays;
}

export interface ClockReport {
  /** B's clock minus A's, at `at` (epoch milliseconds by A's clock). */
  offsetMs: number;
  at: number;
  /** Half of the least round trip; absent where frames went one way only, and the offset is then no more than a bound. */
  uncertaintyMs?: number;
  driftPpm: number;
  /** The drift lies between these. */
  driftRangePpm: [low: number, high: number];
  /** Later changes of the offset at one blow: a computer slept, or a page was loaded anew. */
  jumps: { t: number; offsetMs: number; driftPpm: number; uncertaintyMs?: number }[];
  /** Frames that were left out of the reckoning, since they would have arrived before they were sent. */
  doubtful: number;
}

export interface UnpairedConn {
  side: SideName;
  conn: string;
  frames: number;
  because: string;
}

/** What `one-trace merge` prints, and what is shown before a merge is accepted. */
export interface MergeReport {
  clock: ClockReport;
  connections: PairReport[];
  /** Frames that were found on both sides, altered ones among them. */
  matched: number;
  aToB?: Delays;
  bToA?: Delays;
  /** On the way, or because the connection ended. */
  lost: LoneFrame[];
  altered: AlteredFrame[];
  /** On one side only, without having been lost. */
  lone: LoneFrame[];
  /** More than the lists hold. */
  more?: { lost: number; altered: number; lone: number };
  unpaired: UnpairedConn[];
}
