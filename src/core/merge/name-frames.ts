import { rounded } from './delays.ts';
import { timeAt, type LaneView } from './lane-ends.ts';
import type { LineEnd } from './lone-causes.ts';
import type { Lone, LaneEnd } from './lone-frames.ts';
import { MATCH, receivedRow, type Mates } from './pairing/lane.ts';
import type { AlteredFrame, FramePlace, LoneFrame } from './merge-report.ts';

/** A frame by its place in the merged recording. */
export const placeOf = ({ name, side }: LineEnd, row: number): FramePlace => ({
  conn: name,
  seq: side.frames.seq[row] ?? 0,
});

function described(end: LineEnd, row: number) {
  const { frames, names } = end.side;
  return {
    ...placeOf(end, row),
    name: names[frames.name[row] ?? 0] ?? 'unknown',
    size: frames.size[row] ?? 0,
    t: rounded(timeAt(end, row)),
  };
}

/** A frame that is on one side only, in words. */
export function nameLone({ own, other, isSender }: LaneEnd, { row, before, after, cause, because }: Lone): LoneFrame {
  const around = [before, after].flatMap((each) => (each === undefined ? [] : [placeOf(other, each)]));
  return {
    ...described(own, row),
    dir: isSender ? 'out' : 'in',
    otherConn: other.name,
    cause,
    because,
    evidence: [placeOf(own, row), ...around],
  };
}

/** The frames of a lane that were changed on the way, as they were sent and as they arrived. */
export function* alteredFrames({ lane, sender, receiver }: LaneView, mates: Mates): Generator<AlteredFrame> {
  for (let place = 0; place < lane.sent.length; place++) {
    const row = lane.sent[place] ?? 0;
    const mate = receivedRow(mates, lane, place);
    if (mate === undefined || mates.how[lane.fromA ? row : mate] !== MATCH.altered) continue;
    const { conn, seq, name } = described(receiver.own, mate);
    yield { ...described(sender.own, row), dir: 'out', received: { conn, seq, name } };
  }
}
