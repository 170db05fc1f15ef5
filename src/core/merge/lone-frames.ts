import {
  missingNumbers,
  outsideRecording,
  reportedLoss,
  type LineEnd,
  type Reason,
  type Stretch,
} from './lone-causes.ts';

/** One end of a lane looked at for frames that the other end does not have. */
export interface LaneEnd {
  rows: Uint32Array;
  /** True where it sent, false where it received. */
  isSender: boolean;
  /** The row at the other end; undefined where there is none. */
  mateOf(place: number): number | undefined;
  own: LineEnd;
  other: LineEnd;
  /** The first sign that either end closes the connection, on A's clock; undefined where it stayed open. */
  ended: number | undefined;
  /** Least and most time that this lane's frames took. */
  way: { least: number; most: number };
}

/** A frame without a mate, and what stands around its place at the other end. */
export interface Lone extends Stretch, Reason {
  row: number;
}

/** How long after its last frame a connection may still be closing. */
const CLOSING_MS = 50;

/** Frames of one end that the other does not have, each with the reason, in order. */
export function* loneFrames(end: LaneEnd): Generator<Lone> {
  let before: number | undefined;
  let run: number[] = [];
  for (let place = 0; place < end.rows.length; place++) {
    const mate = end.mateOf(place);
    if (mate === undefined) {
      run.push(end.rows[place] ?? 0);
      continue;
    }
    yield* explained(end, run, { before, after: mate });
    run = [];
    before = mate;
  }
  yield* explained(end, run, { before, after: undefined });
}

function* explained(end: LaneEnd, rows: readonly number[], stretch: Stretch): Generator<Lone> {
  if (rows.length === 0) return;
  const missing = missingNumbers(end.other, stretch);
  const loss = reportedLoss(end.other, stretch);
  for (const [at, row] of rows.entries()) yield { row, ...stretch, ...reasonOf(end, row, stretch, at < missing, loss) };
}

function reasonOf(end: LaneEnd, row: number, stretch: Stretch, isSkipped: boolean, loss: string | undefined): Reason {
  const t = end.own.timeOf(end.own.side.frames.t[row] ?? 0);
  if (isSkipped) {
    return { cause: 'not-recorded', because: 'the numbers of the other recording leave a gap here' };
  }
  if (loss !== undefined) return { cause: 'not-recorded', because: `the other recording says what it lost: ${loss}` };
  const isLast = stretch.after === undefined;
  const there = end.isSender ? t + end.way.least : t - end.way.least;
  const outside = outsideRecording(end.other, there, isLast);
  if (outside) return outside;
  if (!end.isSender) {
    return { cause: 'unsent', because: NEVER_SENT };
  }
  if (isLast && end.ended !== undefined && end.ended <= t + end.way.most + CLOSING_MS)
    return { cause: 'closing', because: 'the connection ended while it was under way' };
  return { cause: 'wire', because: isLast ? NOTHING_AFTER : LATER_ARRIVED };
}

const NEVER_SENT = 'the recording of the other end has no gap here and does not show that it was sent';
const NOTHING_AFTER = 'nothing that was sent from here on arrived, though the connection was still open';
const LATER_ARRIVED = 'what was sent later arrived, and the recording of the other end has no gap here';
