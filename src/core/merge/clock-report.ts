import type { Clock, ClockPiece } from './clock.ts';
import { rounded } from './delays.ts';
import type { ClockReport } from './merge-report.ts';

const PPM = 1e6;

/** A clock in the units that people use for it. */
export function reportClock({ pieces, doubtful }: Clock): ClockReport {
  const [first, ...later] = pieces;
  const { at = 0, driftRange: [low, high] = [0, 0] } = first ?? {};
  return {
    ...lineOf(first),
    at,
    driftRangePpm: [rounded(low * PPM), rounded(high * PPM)],
    jumps: later.map((piece) => ({ t: piece.fromA, ...lineOf(piece) })),
    doubtful,
  };
}

function lineOf(piece: ClockPiece | undefined): { offsetMs: number; driftPpm: number; uncertaintyMs?: number } {
  const { offset = 0, drift = 0, uncertainty } = piece ?? {};
  return {
    offsetMs: rounded(offset),
    driftPpm: rounded(drift * PPM),
    // Below zero by no more than clocks are rounded by.
    ...(uncertainty === undefined ? {} : { uncertaintyMs: rounded(Math.abs(uncertainty)) }),
  };
}
