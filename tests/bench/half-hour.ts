import type { TraceRecord } from '../../src/core/trace/records.ts';
import { sealFrame } from '../lab/crypto/frame.ts';

const T0 = 1_800_000_000_000;
const LENGTH_MS = 30 * 60_000;
/** The seed document's session: 0.74 messages a second of 800 B on the average, on three to five connections. */
const SEED_PER_SECOND = 0.74;
const OVERHEAD = 17;
const MOST_CONNECTIONS = 5;
const CLOSED_AND_OPENED = 60;
/** PROTOCOL §2.3: no padding, so that a frame has the size that is drawn. */
const UNPADDED = (size: number): Uint8Array => new Uint8Array(size);

/** What the generator itself counted. */
export interface HalfHourCount {
  connections: number;
  messages: { in: number; out: number };
  bytes: { in: number; out: number };
}

interface Line {
  conn: string;
  key: Uint8Array;
  counters: { in: number; out: number };
  seq: number;
  /** Requests of each side that the other has not answered yet. */
  asked: { in: number[]; out: number[] };
}

/** Numbers that look random and are the same every time. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

function plaintext(id: number, isAnswer: boolean, size: number): string {
  const [start, end] = isAnswer
    ? [`{"type":"data","responseId":${id},"data":"<div itemscope itemtype=\\"//refin.io/Note\\">`, '</div>"}']
    : [`{"type":"request","requestId":${id},"serviceId":6,"args":["${id.toString(16).padStart(64, '0')}","`, '"]}'];
  return start + 'x'.repeat(Math.max(0, size - OVERHEAD - start.length - end.length)) + end;
}

/**
 * Half an hour with the figures of the seed document, so many times as busy: encrypted connections that come and go, each with its key,
 * where either side asks and the other answers.
 * @returns what was made, counted
 */
export function* halfHour(times: number): Generator<TraceRecord, HalfHourCount> {
  const random = createRandom(7);
  const count: HalfHourCount = { connections: 0, messages: { in: 0, out: 0 }, bytes: { in: 0, out: 0 } };
  const live: Line[] = [];
  const messages = Math.round((SEED_PER_SECOND * times * LENGTH_MS) / 1000);

  function* open(t: number): Generator<TraceRecord> {
    const no = (count.connections += 1);
    const key = Uint8Array.from({ length: 32 }, (_, i) => i * 7 + no);
    const conn = `ws${no}`;
    live.push({ conn, key, counters: { in: 1, out: 0 }, seq: 0, asked: { in: [], out: [] } });
    yield { kind: 'open', conn, page: 'p1', t, transport: 'websocket', url: 'ws://localhost:8000/' };
    yield { kind: 'state', conn, t, state: 'open' };
    const hex = Buffer.from(key).toString('hex');
    yield { kind: 'key', conn, t, cipher: 'xsalsa20poly1305', key: hex, sendCounter: 0, receiveCounter: 1, step: 2 };
  }

  function frame(line: Line, t: number): TraceRecord {
    const asks = random() < 0.7 ? 'out' : 'in';
    const answered = random() < 0.6 ? line.asked[asks].shift() : undefined;
    const dir = (asks === 'in') === (answered === undefined) ? 'in' : 'out';
    if (answered === undefined) line.asked[asks].push(line.seq);
    const text = plaintext(answered ?? line.seq, answered !== undefined, 200 + Math.floor(random() * 1200));
    const payload = sealFrame(text, line.key, line.counters[dir], UNPADDED);
    line.counters[dir] += 2;
    count.messages[dir] += 1;
    count.bytes[dir] += payload.length;
    return {
      kind: 'frame',
      conn: line.conn,
      seq: line.seq++,
      t,
      dir,
      type: 'binary',
      size: payload.length,
      payload,
    };
  }

  yield { kind: 'page', page: 'p1', t: T0, url: 'http://localhost/', realm: 'window' };
  for (let i = 0; i < 3; i += 1) yield* open(T0);
  for (let i = 0; i < messages; i += 1) {
    const t = T0 + (i / messages) * LENGTH_MS;
    if (i % Math.ceil(messages / CLOSED_AND_OPENED) === 0) {
      const oldest = live.length >= MOST_CONNECTIONS ? live.shift() : undefined;
      if (oldest) yield { kind: 'close', conn: oldest.conn, t, code: 1000, reason: 'Close called.', clean: true };
      yield* open(t);
    }
    const line = live[Math.floor(random() * live.length)];
    if (line) yield frame(line, t);
  }
  return count;
}
