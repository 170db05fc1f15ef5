import { fitClockLine, MAX_DRIFT, type ClockLine } from './clock-line.ts';
import { createClockPoints, type ClockPoints } from './clock-points.ts';

/** One stretch between two jumps of a clock. */
export interface ClockPiece extends ClockLine {
  /** It begins here, by A's clock and by B's; -Infinity for the first. */
  fromA: number;
  fromB: number;
}

/** B's clock against A's. Jumps (a computer slept, a page was loaded anew) make pieces; there is at least one. */
export interface Clock {
  pieces: ClockPiece[];
  /** From when to when, by A's clock, frames told of it; outside, a drift that was not seen adds up. */
  known: readonly [from: number, to: number];
  /** Frames that fit into no piece: they would have arrived before they were sent. */
  doubtful: number;
}

/** A frame may seem to arrive this much before it was sent: browsers round their clocks, up to a millisecond and more. */
export const ROUNDING_MS = 5;
/** Milliseconds by which the time of something at `t` (A's clock) may be wrong for reasons that are not jumps. */
export function slackAt({ known: [from, to] }: Clock, t: number): number {
  return ROUNDING_MS + MAX_DRIFT * Math.max(0, from - t, t - to);
}

const MAX_PIECES = 32;
const MAX_DOUBTFUL = 64;
/** A single frame is doubted where this many of its direction that follow it fit without it; else the clock has jumped. */
const WITNESSES = 3;
const WITNESS_REACH = 1024;

/** @param points in order of x; at least one */
export function estimateClock(points: ClockPoints): Clock {
  const known = [points.x[0] ?? 0, points.x[points.length - 1] ?? 0] as const;
  const clock: Clock = { pieces: [], known, doubtful: 0 };
  let start = 0;
  let left = points;
  while (start < left.length) {
    const end = clock.pieces.length < MAX_PIECES - 1 ? fittingEnd(left, start) : left.length;
    if (end < left.length && clock.doubtful < MAX_DOUBTFUL) {
      const witnesses = witnessesEnd(left, end);
      const without = withoutPoint(left, end);
      if (witnesses !== undefined && fits(without, start, witnesses - 1)) {
        left = without;
        clock.doubtful += 1;
        continue;
      }
    }
    clock.pieces.push(pieceOf(left, start, end, clock.pieces.length === 0));
    start = end;
  }
  return clock;
}

function pieceOf(points: ClockPoints, start: number, end: number, isFirst: boolean): ClockPiece {
  const line = fitClockLine(points, start, end);
  if (isFirst) return { ...line, fromA: -Infinity, fromB: -Infinity };
  const fromA = points.x[start] ?? 0;
  return { ...line, fromA, fromB: fromA + (points.y[start] ?? 0) };
}

const fits = (points: ClockPoints, start: number, end: number): boolean =>
  (fitClockLine(points, start, end).uncertainty ?? 0) >= -ROUNDING_MS;

/** How far from `start` one line fits: looked for by doubling, then by halving, since most recordings need but one line. */
function fittingEnd(points: ClockPoints, start: number): number {
  if (fits(points, start, points.length)) return points.length;
  let good = start + 1;
  let step = 64;
  while (start + step < points.length && fits(points, start, start + step)) {
    good = start + step;
    step *= 2;
  }
  let bad = Math.min(points.length, start + step);
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (fits(points, start, middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** Behind the frames that can tell whether the one at `at` is wrong; undefined where nobody can. */
function witnessesEnd({ fromA, length }: ClockPoints, at: number): number | undefined {
  let found = 0;
  const reach = Math.min(length, at + WITNESS_REACH);
  for (let next = at + 1; next < reach; next++) {
    if (fromA[next] === fromA[at]) found += 1;
    if (found === WITNESSES) return next + 1;
  }
  return found > 0 ? reach : undefined;
}

function withoutPoint({ length, x, y, fromA }: ClockPoints, at: number): ClockPoints {
  const rest = createClockPoints(length - 1);
  rest.length = length - 1;
  for (const [from, to] of [[x, rest.x] as const, [y, rest.y] as const, [fromA, rest.fromA] as const]) {
    to.set(from.subarray(0, at));
    to.set(from.subarray(at + 1, length), at);
  }
  return rest;
}

/** What B's clock read when A's read `t`. */
export function toB({ pieces }: Clock, t: number): number {
  const piece = pieces.findLast(({ fromA }) => fromA <= t) ?? pieces[0];
  return piece ? t + piece.offset + piece.drift * (t - piece.at) : t;
}

/** What A's clock read when B's read `t`. */
export function toA({ pieces }: Clock, t: number): number {
  const piece = pieces.findLast(({ fromB }) => fromB <= t) ?? pieces[0];
  return piece ? piece.at + (t - piece.offset - piece.at) / (1 + piece.drift) : t;
}
