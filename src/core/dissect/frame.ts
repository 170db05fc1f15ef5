import { readPadding } from '../crypto/padding.ts';
import type { Shelf } from './assembly.ts';
import { composeClear, composeLocked, composeOpened, type Frame, type Unsealed } from './compose.ts';
import { learn, miss, type Connection } from './connection.ts';
import { contentOf } from './content.ts';
import { contextOf } from './context.ts';
import { composeDecoded } from './decoded.ts';
import type { Dissection, Problem } from './dissection.ts';
import { unknown } from './dissectors/unknown.ts';
import type { Fact } from './facts.ts';
import { createMessage } from './message.ts';
import { isSealed, placeOf, type Place } from './sealing.ts';
import { takeNext } from './stream.ts';
import { readMessage } from './table.ts';
import { unwrap } from './unwrap.ts';

/** Dissects the next frame of a connection and brings the connection up to date. */
export function dissectFrame(connection: Connection, frame: Frame, shelf: Shelf): Dissection {
  const { record } = frame;
  if (record.seq > connection.nextSeq) miss(connection, record.seq - connection.nextSeq);
  connection.nextSeq = Math.max(connection.nextSeq, record.seq + 1);

  const dissection =
    record.decoded && !record.payload ? readDecoded(connection, frame) : read(connection, frame, shelf);
  learn(connection, record.dir, record.seq, record.t, dissection.facts ?? []);
  const { rpc } = dissection;
  const answers =
    rpc?.answersSeq === undefined
      ? connection.pairs.next(dissection.name, record.seq, record.t, record.dir)
      : { seq: rpc.answersSeq, ms: rpc.ms ?? 0 };
  if (answers) dissection.answers = answers;
  return dissection;
}

function readDecoded(connection: Connection, frame: Frame): Dissection {
  const { dir, decoded = { layers: [], name: 'unknown' } } = frame.record;
  const { counter } = decoded;
  if (counter !== undefined && Number.isSafeInteger(counter)) connection.opener.seek(dir, counter);
  else if (decoded.name === 'encrypted') connection.opener.skip(dir);
  return composeDecoded(frame, decoded);
}

function read(connection: Connection, frame: Frame, shelf: Shelf): Dissection {
  const place = placeOf(connection, frame.record);
  if (place.kind !== 'sealed') return readClear(connection, frame, place.kind, shelf);
  const { opened } = place;
  if (!opened) return locked(connection, frame, place, shelf);

  const lane = connection.lanes[frame.record.dir];
  const known = connection.lost;
  connection.lost = 0;
  if (opened.missing > 0) {
    lane.gapped = true;
    shelf.drop(lane.assembly);
    if (lane.assembly) lane.assembly.broken = true;
  }
  const padded = readPadding(opened.box);
  if (!padded)
    return composeLocked(frame, opened.counter, {
      word: 'opened, but damaged inside',
      problem: BAD_PADDING,
      facts: [],
    });
  const content = takeNext(connection, frame.record, unwrap(opened.box, padded), opened.counter, shelf);
  const unsealed: Unsealed = { opened, padded, known };
  return composeOpened(frame, unsealed, content);
}

const BAD_PADDING: Problem = {
  code: 'encryption.padding',
  message: 'the frame opens, but its padding does not fit into it',
};

function readClear(connection: Connection, frame: Frame, place: 'clear' | 'key-frame', shelf: Shelf): Dissection {
  const { payload, type, truncated } = frame.record;
  const bytes = payload ?? new Uint8Array(0);
  const message = createMessage(type, bytes, { view: 'wire', offset: 0, cut: truncated === true });
  const context = contextOf(connection, frame.record, place);
  const reading = payload ? readMessage(message, context) : unknown(message);
  const content = contentOf(message, reading);
  const pieces = context.gatt && connection.pieces?.learn(frame.record, context.gatt.channel, reading, shelf);
  if (pieces) content.pieces = pieces;
  const notWhole = incompleteness(
    frame.record.truncated === true,
    payload !== undefined,
    frame.record.size,
    bytes.length,
  );
  if (notWhole) delete content.message;
  const isBarePing = reading.facts[0]?.kind === 'ping' || reading.facts[0]?.kind === 'pong';
  if (type === 'text' && isSealed(connection, frame.record.dir) && !(isBarePing && message.text.length === 4)) {
    return composeClear(frame, content, notWhole ?? TEXT_FRAME, [{ kind: 'text-while-encrypted' }]);
  }
  return composeClear(frame, content, notWhole);
}

const TEXT_FRAME: Problem = { code: 'encryption.text-frame', message: 'a text frame after encryption began' };

function incompleteness(truncated: boolean, hasPayload: boolean, size: number, kept: number): Problem | undefined {
  if (truncated) return { code: 'frame.truncated', message: `only ${kept} of ${size} bytes were recorded` };
  return hasPayload
    ? undefined
    : { code: 'frame.no-payload', message: 'the recording holds no payload for this frame' };
}

/** Why a frame stays locked; a message in pieces that it may have been part of cannot be put together any more. */
function locked(connection: Connection, frame: Frame, place: Place & { kind: 'sealed' }, shelf: Shelf): Dissection {
  const { record } = frame;
  const lane = connection.lanes[record.dir];
  shelf.drop(lane.assembly);
  if (lane.assembly) lane.assembly.broken = true;
  lane.gapped = true;
  const { expected } = place;
  const notWhole = incompleteness(
    record.truncated === true,
    record.payload !== undefined,
    record.size,
    record.payload?.length ?? 0,
  );
  if (notWhole) return composeLocked(frame, expected, { word: 'not recorded whole', problem: notWhole, facts: [] });
  if (!connection.opener.hasKey())
    return composeLocked(frame, expected, { word: 'locked', facts: [{ kind: 'no-key' }] });
  const fact: Fact = {
    kind: 'tag-failed',
    ...(expected === undefined ? {} : { expected }),
    opened: connection.opener.hasOpened(),
  };
  const message = record.size < 17 ? 'too short to be an encrypted frame' : 'the authentication tag does not fit';
  const problem: Problem = {
    code: 'encryption.tag',
    message: expected === undefined ? message : `${message}; expected counter ${expected}`,
  };
  return composeLocked(frame, expected, { word: 'tag does not fit', problem, facts: [fact] });
}
