import { readPadding } from '../crypto/padding.ts';
import { createSessionKey } from '../crypto/session-key.ts';
import type { FrameRecord, KeyRecord, Transport } from '../trace/records.ts';
import { createShelf, join } from './assembly.ts';
import { composeClear, composeLocked, composeOpened, type Frame, type Unsealed } from './compose.ts';
import { contentOf, type Content } from './content.ts';
import { senderOf, stepOf } from './context.ts';
import { composeDecoded } from './decoded.ts';
import type { Dissection, Phase, Problem } from './dissection.ts';
import { fragment, fragmentationEnd, fragmentationStart } from './dissectors/fragmentation.ts';
import { keepalive } from './dissectors/keepalive.ts';
import { failed } from './failed.ts';
import { createMessage } from './message.ts';
import type { Asked, Context } from './reading.ts';
import { end } from './stream.ts';
import { readMessage } from './table.ts';
import { unwrap } from './unwrap.ts';

/**
 * What a list must have kept of a frame to get its full Dissection back without reading the trace again: numbers and a
 * name, all of which `push` gave with `detail: false`.
 */
export interface Remembered {
  frame: FrameRecord;
  name: string;
  phase?: Phase;
  counter?: number;
  expectedCounter?: number;
  problem?: Problem;
  transport?: Transport;
  /** Dissector.role(conn). */
  role?: Context['role'];
  /** The connection's group, where known: tells debug from other dialects. */
  group?: string;
  /** Keys of the connection; the counter is known, so each costs one try. */
  keys: readonly KeyRecord[];
  /** The request this frame answers (`answers.seq`): askedOf its own re-reading. */
  asked?: Asked;
  /** For `fragmentation_end`, and what completes a message over GATT: the frames in Dissection.pieces, in order, and what the start marker said. */
  pieces?: { of: 'string' | 'binary'; frames: readonly { frame: FrameRecord; counter?: number }[] };
}

/** The full Dissection of one frame, tree and box included. Never throws. */
export function redissect(remembered: Remembered): Dissection {
  const { frame: record, transport = 'websocket', problem, name } = remembered;
  const frame: Frame = { record, transport, detail: true };
  try {
    const dissection = readAgain(remembered, frame);
    return problem && !dissection.problem && dissection.name === name ? { ...dissection, problem } : dissection;
  } catch (error) {
    return failed(frame, error);
  }
}

/** What an answer needs to know of its request, from the request's own Dissection. */
export function askedOf(frame: FrameRecord, dissection: Dissection): Asked | undefined {
  const fact = dissection.facts?.find((candidate) => candidate.kind === 'rpc-request');
  if (fact?.kind !== 'rpc-request') return undefined;
  const { serviceId, hash } = fact;
  return { seq: frame.seq, t: frame.t, serviceId, ...(hash === undefined ? {} : { hash }) };
}

function readAgain(remembered: Remembered, frame: Frame): Dissection {
  const { counter, expectedCounter, name, problem, pieces } = remembered;
  const { payload, decoded, type, truncated } = frame.record;
  if (decoded && !payload) return composeDecoded(frame, decoded);
  const unsealed = counter === undefined ? undefined : unseal(payload, remembered.keys, counter);
  if (unsealed) return composeOpened(frame, unsealed, contentAgain(remembered, unsealed));
  if (name === 'encrypted' || counter !== undefined) {
    const word =
      problem === undefined ? 'locked' : problem.code === 'encryption.tag' ? 'tag does not fit' : problem.message;
    return composeLocked(frame, expectedCounter ?? counter, { word, facts: [] });
  }
  const message = createMessage(type, payload ?? new Uint8Array(0), {
    view: 'wire',
    offset: 0,
    cut: truncated === true,
  });
  const content = contentOf(
    message,
    readMessage(message, contextAgain(remembered, name === 'key-frame' ? 'key-frame' : 'clear')),
  );
  if (pieces) content.pieces = pieces.frames.map(({ frame: { seq } }) => seq);
  if (!payload || truncated) delete content.message;
  return composeClear(frame, content);
}

function unseal(payload: Uint8Array | undefined, keys: readonly KeyRecord[], counter: number): Unsealed | undefined {
  for (const key of payload ? keys : []) {
    const box = createSessionKey(key)?.box.open(payload ?? new Uint8Array(0), counter);
    const padded = box && readPadding(box);
    if (padded) return { opened: { box, counter, missing: 0, expected: undefined }, padded, known: 0 };
  }
  return undefined;
}

function contentAgain(remembered: Remembered, { opened, padded }: Unsealed): Content {
  const { name, phase, pieces } = remembered;
  const unwrapped = unwrap(opened.box, padded);
  switch (unwrapped.kind) {
    case 'keepalive':
      return keepalive();
    case 'start':
      return fragmentationStart(unwrapped.of, { phase });
    case 'end':
      return pieces ? joinAgain(remembered, pieces) : fragmentationEnd(NOTHING, { phase });
    case 'message': {
      const { message, acted } = unwrapped;
      if (name === 'fragment') return fragment(message.bytes.length, undefined, { phase });
      return contentOf(message, readMessage(message, contextAgain(remembered, 'sealed')), acted);
    }
  }
}

const NOTHING = { bytes: 0, pieces: [], incomplete: true, emptyBinary: false };

function joinAgain(remembered: Remembered, pieces: NonNullable<Remembered['pieces']>): Content {
  const shelf = createShelf(Number.POSITIVE_INFINITY);
  const assembly = shelf.start(pieces.of);
  for (const { frame, counter } of pieces.frames) {
    const piece = counter === undefined ? undefined : unseal(frame.payload, remembered.keys, counter);
    if (piece) shelf.add(assembly, frame.seq, piece.opened.box.subarray(piece.padded.start));
    else assembly.broken = true;
  }
  return end(assembly, shelf, remembered.phase, (message) =>
    contentOf(message, readMessage(message, contextAgain(remembered, 'sealed'))),
  );
}

/** Where the value completes a message, what came before it. */
function gattAgain({ frame: { seq, channel, op }, transport, name, pieces }: Remembered): Pick<Context, 'gatt'> {
  if (transport !== 'bluetooth' || channel === undefined) return {};
  const earlier = pieces?.frames.filter(({ frame }) => frame.seq < seq).map(({ frame }) => frame.payload ?? NO_BYTES);
  const before = earlier && join(earlier);
  return { gatt: { channel, op, before, ...(name.endsWith('.piece') ? { isPiece: true } : {}) } };
}

const NO_BYTES = new Uint8Array(0);

/** The name that was given says what the place on the connection had said. */
function contextAgain(remembered: Remembered, place: Context['place']): Context {
  const { frame, name, asked, role = 'unknown', group, counter } = remembered;
  const isChallenge = name === 'person-challenge' || name === 'person-response';
  return {
    dir: frame.dir,
    t: frame.t,
    place,
    role,
    binary: isChallenge ? name : 'chum.chunk',
    ordinal: isChallenge
      ? stepOf(senderOf(role, frame.dir, counter), name)
      : senderOf(role, frame.dir, counter) === 'acceptor'
        ? 2
        : 1,
    group: group ?? (name.startsWith('debug.') ? 'debug' : undefined),
    isOne: true,
    ...gattAgain(remembered),
    asked: () => asked,
  };
}
