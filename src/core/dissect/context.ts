import type { Dir, FrameRecord } from '../trace/records.ts';
import type { Connection } from './connection.ts';
import { createPieces } from './gatt/pieces.ts';
import type { Context } from './reading.ts';

type Sender = 'initiator' | 'acceptor' | 'unknown';

/** Which side of the handshake sent in this direction. Where nobody saw it, the parity of the counter tells (PROTOCOL §2.3). */
export function senderOf(role: Context['role'], dir: Dir, counter: number | undefined): Sender {
  if (role !== 'unknown') return (role === 'initiator') === (dir === 'out') ? 'initiator' : 'acceptor';
  if (counter === undefined) return 'unknown';
  return counter % 2 === 1 ? 'initiator' : 'acceptor';
}

/** The order of the four 104-byte messages: e1 and e4 from the acceptor, e2 and e3 from the initiator (PROTOCOL §3.1). */
export function challengeOf(
  sender: Sender,
  passed: number,
): { name: 'person-challenge' | 'person-response'; step: number } {
  if (sender === 'initiator')
    return passed === 0 ? { name: 'person-response', step: 2 } : { name: 'person-challenge', step: 3 };
  return passed === 0 ? { name: 'person-challenge', step: 1 } : { name: 'person-response', step: 4 };
}

export function stepOf(sender: Sender, name: 'person-challenge' | 'person-response'): number {
  if (name === 'person-challenge') return sender === 'initiator' ? 3 : 1;
  return sender === 'initiator' ? 2 : 4;
}

/** What a dissector may know of a frame that comes now. */
export function contextOf(
  connection: Connection,
  frame: FrameRecord,
  place: Context['place'],
  sealed?: { counter: number; size: number },
): Context {
  const { dir, t } = frame;
  const lane = connection.lanes[dir];
  const expectsChallenge =
    sealed?.size === 104 && !connection.chum && passedChallenges(connection, dir, sealed.counter) < 2;
  const challenge = expectsChallenge
    ? challengeOf(senderOf(connection.role, dir, sealed.counter), passedChallenges(connection, dir, sealed.counter))
    : undefined;
  const keyFrames = Number(connection.lanes.in.keyFrame) + Number(connection.lanes.out.keyFrame);
  return {
    dir,
    t,
    place,
    role: connection.role,
    binary: challenge?.name ?? (mayBeChunk(connection, lane.phase) ? 'chum.chunk' : undefined),
    ordinal: challenge?.step ?? keyFrames + 1,
    group: connection.group,
    isOne: connection.isOne,
    ...gattOf(connection, frame),
    asked: (id) => connection.requests.asked(dir, id),
  };
}

function gattOf(connection: Connection, { dir, channel, op }: FrameRecord): Pick<Context, 'gatt'> {
  if (connection.transport !== 'bluetooth' || channel === undefined) return {};
  connection.pieces ??= createPieces();
  return { gatt: { channel, op, before: connection.pieces.before(dir, channel) } };
}

const mayBeChunk = (connection: Connection, phase: string | undefined): boolean =>
  connection.chum || phase === 'sync' || phase === undefined;

/** After a gap the count is not to be trusted, but the counters of these messages are nearly fixed: 6 to 9. */
function passedChallenges(connection: Connection, dir: Dir, counter: number): number {
  const lane = connection.lanes[dir];
  if (!lane.gapped || counter < 6 || counter > 9) return lane.challenges;
  return counter >= 8 ? 1 : 0;
}
