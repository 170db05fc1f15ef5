import { describe, expect, it } from 'vitest';
import type { Dissection } from '../../../src/core/dissect/dissection.ts';
import type { FrameRecord } from '../../../src/core/trace/records.ts';
import { T0 } from '../model/trace-factory.ts';
import { createSession } from './session.ts';

/** What the generator itself counted. */
interface Truth {
  messages: Record<'in' | 'out', number>;
  bytes: Record<'in' | 'out', number>;
  trips: number;
  perConn: Map<string, number>;
  firstHalf: number;
}

/** Numbers that look random and are the same every time. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

const MINUTES = 30;
const LENGTH_MS = MINUTES * 60_000;

/** Half an hour on 3–5 connections with the figures of the seed document: messages of 800 B on average, more received than sent. */
function play(perSecond: number) {
  const random = createRandom(7);
  const session = createSession();
  const truth: Truth = {
    messages: { in: 0, out: 0 },
    bytes: { in: 0, out: 0 },
    trips: 0,
    perConn: new Map(),
    firstHalf: 0,
  };
  const seqs = new Map<string, number>();
  let opened = 0;
  const live: string[] = [];
  const open = (t: number): void => {
    const conn = `ws${(opened += 1)}`;
    live.push(conn);
    session.push([
      { kind: 'open', conn, page: 'p1', t, transport: 'websocket', url: 'wss://comm.example.test' },
      undefined,
    ]);
    session.push([{ kind: 'state', conn, t, state: 'open' }, undefined]);
  };
  session.push([{ kind: 'page', page: 'p1', t: T0, url: 'https://app.example.test/', realm: 'window' }, undefined]);
  for (let i = 0; i < 3; i += 1) open(T0);
  const count = Math.round((perSecond * LENGTH_MS) / 1000);
  let most = 0;
  for (let i = 0; i < count; i += 1) {
    const t = T0 + (i / count) * LENGTH_MS;
    if (i % Math.ceil(count / 60) === 0) {
      if (live.length >= 5) {
        const conn = live.shift() ?? '';
        session.push([{ kind: 'close', conn, t, code: 1000, reason: 'Close called.', clean: true }, undefined]);
      }
      open(t);
      most = Math.max(most, session.statistics.cells());
    }
    const conn = live[Math.floor(random() * live.length)] ?? '';
    const dir = random() < 0.6 ? 'in' : 'out';
    const size = 100 + Math.floor(random() * 1400);
    const seq = seqs.get(conn) ?? 0;
    seqs.set(conn, seq + 1);
    const isAnswer = random() < 0.3;
    const frame: FrameRecord = { kind: 'frame', conn, seq, t, dir, type: 'binary', size };
    const dissection: Dissection = {
      layers: ['encryption', 'chum'],
      name: isAnswer ? 'chum.data' : 'chum.request',
      phase: 'sync',
      summary: '',
      tree: [],
      ...(isAnswer ? { rpc: { id: seq, service: 'GET_OBJECT', ms: 1 }, answers: { seq: 0, ms: random() * 400 } } : {}),
    };
    session.push([frame, dissection]);
    truth.messages[dir] += 1;
    truth.bytes[dir] += size;
    truth.perConn.set(conn, (truth.perConn.get(conn) ?? 0) + 1);
    if (isAnswer && dir === 'in') truth.trips += 1;
    if (t < T0 + LENGTH_MS / 2) truth.firstHalf += 1;
  }
  return { session, truth, count, cells: Math.max(most, session.statistics.cells()) };
}

describe.each([
  ['the figures of the seed document', 0.74],
  ['a thousand times those', 740],
])('half an hour with %s', (_, perSecond) => {
  it('is counted as the generator counts it, in bounded memory', () => {
    const { session, truth, count, cells } = play(perSecond);
    const view = session.view();
    const { figures, series, trips } = view;
    expect({ in: figures.messagesIn, out: figures.messagesOut }).toEqual(truth.messages);
    expect({ in: figures.bytesIn, out: figures.bytesOut }).toEqual(truth.bytes);
    expect(figures.trips.count).toBe(truth.trips);
    expect(figures.meanSize).toBeGreaterThan(750);
    expect(figures.meanSize).toBeLessThan(850);
    expect(figures.messagesPerSecond).toBeCloseTo(count / ((view.now - view.started) / 1000), 6);
    expect(session.model.report().stats.global.totalMessages).toBe(count);
    for (const [conn, messages] of truth.perConn) {
      const own = session.view({ conns: [conn] }).figures;
      expect(own.messagesIn + own.messagesOut).toBe(messages);
    }
    // The buckets cut at their own width: the half that ends in one of them is known to that bucket.
    const middle = Math.floor((T0 + LENGTH_MS / 2) / series.width) * series.width;
    const half = session.view({ from: T0, to: middle - 1 }).figures;
    expect(Math.abs(half.messagesIn + half.messagesOut - truth.firstHalf)).toBeLessThanOrEqual(
      (perSecond * series.width) / 1000 + 5,
    );

    expect(series.messagesIn.length).toBeLessThanOrEqual(1024);
    expect(cells).toBeLessThanOrEqual(250_000);
    expect(trips.out.t.length).toBeLessThanOrEqual(1024 * 96);
  }, 120_000);
});
