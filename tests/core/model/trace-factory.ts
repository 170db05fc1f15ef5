import type { Dissection, Layer, Phase } from '../../../src/core/dissect/dissection.ts';
import type { Fact } from '../../../src/core/dissect/facts.ts';
import { createModel, type Model } from '../../../src/core/model/model.ts';
import type { Dir, FrameRecord, NoteRecord, PageRecord, TraceRecord } from '../../../src/core/trace/records.ts';

export const T0 = 1_800_000_000_000;
export const KEY = { mine: 'a1'.repeat(32), theirs: 'b2'.repeat(32), server: 'c3'.repeat(32) };
export const ALICE = { person: 'aa'.repeat(32), email: 'alice@example.test', instance: 'ab'.repeat(32) };
export const BOB = { person: 'bb'.repeat(32), email: 'bob@example.test', instance: 'bc'.repeat(32) };
const URL_OF_SERVER = 'wss://comm.example.test';

/** Names, layers and phases of frames by what they say (TRACE-FORMAT §2). */
const SHAPES: Partial<Record<Fact['kind'], [name: string, layer: Layer, phase?: Phase]>> = {
  register: ['register', 'comm-server', 'register'],
  'authentication-request': ['authentication_request', 'comm-server', 'register'],
  'authentication-response': ['authentication_response', 'comm-server', 'register'],
  'authentication-success': ['authentication_success', 'comm-server', 'register'],
  ping: ['ping', 'comm-server', 'keepalive'],
  pong: ['pong', 'comm-server', 'keepalive'],
  handover: ['connection_handover', 'comm-server', 'discovery'],
  'communication-request': ['communication_request', 'rendezvous', 'discovery'],
  'communication-ready': ['communication_ready', 'rendezvous', 'discovery'],
  'key-frame': ['key-frame', 'key-exchange', 'encryption'],
  keepalive: ['keepalive', 'keepalive', 'keepalive'],
  group: ['connection_group', 'identity', 'identity'],
  sync: ['sync', 'identity', 'identity'],
  person: ['person_id_object', 'identity', 'identity'],
  keys: ['keys_object', 'identity', 'identity'],
  'person-challenge': ['person-challenge', 'identity', 'identity'],
  'person-response': ['person-response', 'identity', 'identity'],
  instance: ['instance_id_object', 'identity', 'identity'],
  'pairing-token': ['authentication_token', 'pairing', 'pairing'],
  'pairing-identity': ['identity', 'pairing', 'pairing'],
  'chum-start': ['synchronisation', 'chum', 'sync'],
  'rpc-request': ['chum.request', 'chum', 'sync'],
  'rpc-answer': ['chum.data', 'chum', 'sync'],
  'rpc-error': ['chum.error', 'chum', 'sync'],
};

/** Facts of frames that lie below the encryption, or that could not be opened. */
const OPEN_KINDS: ReadonlySet<string> = new Set(['comm-server', 'rendezvous', 'key-exchange']);
const LOCKED: ReadonlySet<string> = new Set(['no-key', 'tag-failed']);

export interface TraceFactory {
  model: Model;
  records: [TraceRecord, Dissection | undefined][];
  /** Moves the clock. */
  wait(ms: number): TraceFactory;
  page(page: string, more?: Partial<PageRecord>): TraceFactory;
  /** Dials: an open record, and unless `up` is false the open event 5 ms later. */
  open(
    conn: string,
    more?: { url?: string; page?: string; up?: boolean; transport?: 'webrtc'; via?: 'har' },
  ): TraceFactory;
  /** One frame that says these facts, 1 ms after what was before. */
  says(conn: string, dir: Dir, ...facts: Fact[]): TraceFactory;
  call(conn: string, reason?: string): TraceFactory;
  close(conn: string, reason?: string, code?: number): TraceFactory;
  /** This page closes: the call and, 2 ms later, the event. */
  closes(conn: string, reason: string): TraceFactory;
  note(text: string, type?: string, extra?: NoteRecord['extra']): TraceFactory;
  push(record: TraceRecord, dissection?: Dissection): TraceFactory;
  now(): number;
}

/** Writes a trace into a model, record by record, with a clock of its own. */
export function createTrace(): TraceFactory {
  const model = createModel();
  const seqs = new Map<string, number>();
  const records: TraceFactory['records'] = [];
  let t = T0;

  const factory: TraceFactory = {
    model,
    records,
    now: () => t,
    wait(ms) {
      t += ms;
      return factory;
    },
    push(record, dissection) {
      records.push([record, dissection]);
      model.push(record, dissection);
      return factory;
    },
    page: (page, more) =>
      factory.push({ kind: 'page', page, t, url: 'https://app.example.test/', realm: 'window', ...more }),
    open(conn, { url = URL_OF_SERVER, page = 'p1', up = true, transport, via } = {}) {
      const from = via === undefined ? {} : { via };
      factory.push({ kind: 'open', conn, page, t, transport: transport ?? 'websocket', url, ...from });
      if (!up) return factory;
      t += 5;
      return factory.push({ kind: 'state', conn, t, state: 'open' });
    },
    says(conn, dir, ...facts) {
      t += 1;
      const seq = seqs.get(conn) ?? 0;
      seqs.set(conn, seq + 1);
      const frame: FrameRecord = { kind: 'frame', conn, seq, t, dir, type: 'text', size: 100 };
      return factory.push(frame, dissectionOf(facts, seq));
    },
    call: (conn, reason) =>
      factory.push({ kind: 'call', conn, t, method: 'close', ...(reason === undefined ? {} : { code: 1000, reason }) }),
    close: (conn, reason = '', code = 1000) =>
      factory.push({ kind: 'close', conn, t, code, reason, clean: code !== 1006 }),
    closes: (conn, reason) => factory.call(conn, reason).wait(2).close(conn, reason),
    note: (text, type, extra) =>
      factory.push({ kind: 'note', t, text, ...(type ? { type } : {}), ...(extra ? { extra } : {}) }),
  };
  return factory;
}

function dissectionOf(facts: readonly Fact[], seq: number): Dissection {
  const [first] = facts;
  const [name, layer, phase] = (first && SHAPES[first.kind]) ?? [first?.kind ?? 'unknown', 'unknown'];
  const locked = facts.some(({ kind }) => LOCKED.has(kind));
  const sealed = !locked && !OPEN_KINDS.has(layer) && first?.kind !== 'seed' && first !== undefined;
  return {
    layers: locked ? ['encryption'] : sealed ? ['encryption', layer] : [layer],
    name: locked ? 'encrypted' : name,
    summary: name,
    ...(phase ? { phase } : {}),
    ...(sealed ? { counter: seq } : {}),
    tree: [],
    facts: [...facts],
  };
}

/** Registered at the comm server. */
export function registers(trace: TraceFactory, conn: string, publicKey = KEY.mine): TraceFactory {
  return trace
    .says(conn, 'out', { kind: 'register', publicKey })
    .says(conn, 'in', { kind: 'authentication-request', publicKey: KEY.server })
    .says(conn, 'out', { kind: 'authentication-response' })
    .says(conn, 'in', { kind: 'authentication-success', pingInterval: 25_000 });
}

/** Asks for a peer; both key frames follow. */
export function shakesHands(trace: TraceFactory, conn: string, target = KEY.theirs): TraceFactory {
  return trace
    .says(conn, 'out', { kind: 'communication-request', source: KEY.mine, target })
    .says(conn, 'in', { kind: 'communication-ready' })
    .says(conn, 'out', { kind: 'key-frame', ordinal: 1 })
    .says(conn, 'in', { kind: 'key-frame', ordinal: 2 });
}

/** The exchange of identities of PROTOCOL §3.1, this page being Alice. */
export function introduces(trace: TraceFactory, conn: string, group = 'chum'): TraceFactory {
  return trace
    .says(conn, 'out', { kind: 'group', name: group })
    .says(conn, 'in', { kind: 'sync' })
    .says(conn, 'out', { kind: 'person', id: ALICE.person, email: ALICE.email })
    .says(conn, 'in', { kind: 'person', id: BOB.person, email: BOB.email })
    .says(conn, 'out', { kind: 'keys', owner: ALICE.person })
    .says(conn, 'in', { kind: 'keys', owner: BOB.person })
    .says(conn, 'in', { kind: 'person-challenge', step: 1 })
    .says(conn, 'out', { kind: 'person-response', step: 2 })
    .says(conn, 'out', { kind: 'person-challenge', step: 3 })
    .says(conn, 'in', { kind: 'person-response', step: 4 })
    .says(conn, 'out', { kind: 'instance', id: ALICE.instance, name: 'alice', owner: ALICE.person })
    .says(conn, 'in', { kind: 'instance', id: BOB.instance, name: 'bob', owner: BOB.person });
}

/** A dial that ends in a running synchronisation. */
export function synchronises(trace: TraceFactory, conn: string): TraceFactory {
  shakesHands(trace.open(conn), conn);
  return introduces(trace, conn).says(conn, 'out', { kind: 'chum-start' }).says(conn, 'in', { kind: 'chum-start' });
}

export function asks(trace: TraceFactory, conn: string, dir: Dir, id: number, serviceId = 2): TraceFactory {
  const service = serviceId === 1 ? 'GET_PROTOCOL_VERSION' : serviceId === 2 ? 'GET_ACCESSIBLE_ROOTS' : 'GET_OBJECT';
  return trace.says(conn, dir, { kind: 'rpc-request', id, serviceId, service });
}

export function answers(trace: TraceFactory, conn: string, dir: Dir, id: number, serviceId = 2): TraceFactory {
  return trace.says(conn, dir, { kind: 'rpc-answer', id, serviceId, final: true, bytes: 2 });
}

/** Pairs by a token; both identities are exchanged. */
export function pairs(trace: TraceFactory, conn: string): TraceFactory {
  shakesHands(trace.open(conn), conn);
  return introduces(trace, conn, 'pairing')
    .says(conn, 'out', { kind: 'pairing-token', length: 64 })
    .says(conn, 'in', { kind: 'pairing-identity', person: BOB.person, email: BOB.email, instanceKey: KEY.theirs })
    .says(conn, 'out', { kind: 'pairing-identity', person: ALICE.person, email: ALICE.email, instanceKey: KEY.mine });
}
