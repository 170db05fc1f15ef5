import { createOpener, type Opener } from '../crypto/opener.ts';
import type { Dir, Transport } from '../trace/records.ts';
import type { Assembly } from './assembly.ts';
import type { Phase } from './dissection.ts';
import type { Pieces } from './gatt/pieces.ts';
import type { Fact } from './facts.ts';
import { createPairs, type Pairs } from './pairs.ts';
import type { Context } from './reading.ts';
import { createRequests, type Requests } from './requests.ts';

/** What one direction of a connection has come to. */
export interface Lane {
  keyFrame: boolean;
  /** Person challenges and responses that have passed. */
  challenges: number;
  assembly: Assembly | undefined;
  /** Frames are missing since the last string message: what comes may belong to something whose beginning is lost. */
  gapped: boolean;
  /** Phase of the message to come, by what has passed: for markers and pieces, which precede their message. */
  phase: Phase | undefined;
}

/** What the dissector remembers of a connection while it reads on. Bounded in size whatever comes. */
export interface Connection {
  transport: Transport;
  opener: Opener;
  lanes: Record<Dir, Lane>;
  role: Context['role'];
  requested: boolean;
  ready: boolean;
  /** Encryption is known to be on, from a plugin record or a frame that opened, although the handshake was not seen. */
  sealed: boolean;
  group: string | undefined;
  chum: boolean;
  isOne: boolean;
  nextSeq: number;
  /** Frames that the trace itself says are missing, since the last one that opened. */
  lost: number;
  /** Frames of either direction that are not in the trace, since the last one of this direction that opened. */
  unseen: Record<Dir, number>;
  requests: Requests;
  pairs: Pairs;
  /** Made where a value over GATT comes. */
  pieces: Pieces | undefined;
}

const createLane = (): Lane => ({
  keyFrame: false,
  challenges: 0,
  assembly: undefined,
  gapped: false,
  phase: undefined,
});

export const createConnection = (): Connection => ({
  transport: 'websocket',
  opener: createOpener(),
  lanes: { in: createLane(), out: createLane() },
  role: 'unknown',
  requested: false,
  ready: false,
  sealed: false,
  group: undefined,
  chum: false,
  isOne: false,
  nextSeq: 0,
  lost: 0,
  unseen: { in: 0, out: 0 },
  requests: createRequests(),
  pairs: createPairs(),
  pieces: undefined,
});

const PHASE_OF_GROUP: Readonly<Record<string, Phase>> = { chum: 'sync', pairing: 'pairing', debug: 'data' };

/** So many of its frames are not in the trace. */
export function miss(connection: Connection, count: number): void {
  connection.lost += count;
  connection.unseen.in += count;
  connection.unseen.out += count;
}

/** Brings the connection up to what a frame has said. */
export function learn(connection: Connection, dir: Dir, seq: number, t: number, facts: readonly Fact[]): void {
  for (const fact of facts) learnOne(connection, dir, fact);
  connection.requests.learn(dir, seq, t, facts);
}

function learnOne(connection: Connection, dir: Dir, fact: Fact): void {
  const lane = connection.lanes[dir];
  switch (fact.kind) {
    case 'register':
    case 'authentication-request':
      connection.isOne = true;
      break;
    case 'communication-request':
      connection.isOne = true;
      connection.requested = true;
      connection.role = dir === 'out' ? 'initiator' : 'acceptor';
      break;
    case 'communication-ready':
      connection.ready = true;
      if (connection.role === 'unknown') connection.role = dir === 'out' ? 'acceptor' : 'initiator';
      break;
    case 'key-frame':
      lane.keyFrame = true;
      if (connection.lanes.in.keyFrame && connection.lanes.out.keyFrame) begin(connection);
      break;
    case 'group':
      connection.group = fact.name;
      lane.phase = 'identity';
      break;
    case 'sync':
      lane.phase = 'identity';
      break;
    case 'person-challenge':
    case 'person-response':
      lane.challenges += 1;
      break;
    case 'instance':
      lane.phase = PHASE_OF_GROUP[connection.group ?? ''] ?? lane.phase;
      break;
    case 'chum-start':
    case 'rpc-request':
    case 'rpc-answer':
      connection.chum = true;
      lane.phase = 'sync';
      break;
    default:
      break;
  }
}

/** Both key frames have passed: nonce counters start. */
function begin(connection: Connection): void {
  if (connection.role === 'unknown') return;
  connection.opener.begin(connection.role === 'initiator' ? 'out' : 'in');
  for (const dir of ['in', 'out'] as const) connection.lanes[dir].phase ??= 'identity';
}
