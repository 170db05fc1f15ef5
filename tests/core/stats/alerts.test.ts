import { describe, expect, it } from 'vitest';
import type { Dissection } from '../../../src/core/dissect/dissection.ts';
import type { Alert } from '../../../src/core/stats/stats-view.ts';
import { recordsOf } from '../report/read-recording.ts';
import { createTrace, shakesHands, type TraceFactory } from '../model/trace-factory.ts';
import { dissected, sessionOf, type Asked } from './session.ts';

const alertsOf = (trace: TraceFactory, asked?: Asked): Alert[] => sessionOf(trace.records).view(asked).alerts;
const codesOf = (trace: TraceFactory, asked?: Asked): string[] => alertsOf(trace, asked).map(({ code }) => code);

let seq = 0;
/** An answer that came `ms` after its request, and the frame it came in. */
function answer(trace: TraceFactory, conn: string, ms: number): void {
  const rpc = { id: 1, service: 'GET_OBJECT', ms };
  const dissection: Dissection = {
    layers: ['chum'],
    name: 'chum.data',
    summary: '',
    tree: [],
    rpc,
    answers: { seq: 0, ms },
  };
  trace.push({ kind: 'frame', conn, seq: (seq += 1), t: trace.now(), dir: 'in', type: 'text', size: 100 }, dissection);
}

function failing(trace: TraceFactory, conn: string, page: string): TraceFactory {
  return trace.open(conn, { page, up: false }).wait(5).close(conn, '', 1006);
}

const sound = (trace: TraceFactory, conn: string, page: string): TraceFactory =>
  shakesHands(trace.open(conn, { page }), conn).closes(conn, 'Close called.').wait(10);

describe('alerts', () => {
  it('point at the load that fails, with the connections that prove it', () => {
    const trace = createTrace().page('p1');
    for (const n of [1, 2, 3, 4]) sound(trace, `ws${n}`, 'p1');
    trace.page('p2');
    for (const n of [5, 6, 7, 8]) failing(trace, `ws${n}`, 'p2');
    const [alert] = alertsOf(trace).filter(({ code }) => code === 'pattern.bad-load');
    expect(alert?.text).toBe('Load 2 fails 4 of 4 connections; all other loads 0 of 4.');
    expect(alert?.evidence).toHaveLength(4);
    expect(alert?.conns).toEqual(['ws5', 'ws6', 'ws7', 'ws8']);
  });

  it('say so where more connections fail than the user wants, and only there', () => {
    const trace = createTrace().page('p1');
    for (const n of [1, 2, 3]) sound(trace, `ws${n}`, 'p1');
    for (const n of [4, 5]) failing(trace, `ws${n}`, 'p1');
    expect(codesOf(trace)).toContain('limit.failed');
    expect(codesOf(trace, { thresholds: { failedPercent: 40 } })).not.toContain('limit.failed');
    expect(codesOf(trace, { thresholds: { failedPercent: 0 } })).not.toContain('limit.failed');
  });

  it('name the phase that took many times its usual time', () => {
    const trace = createTrace();
    for (const n of [1, 2, 3, 4]) sound(trace, `ws${n}`, 'p1');
    trace.open('ws5').says('ws5', 'out', { kind: 'communication-request', source: 'aa', target: 'bb' });
    trace.says('ws5', 'in', { kind: 'communication-ready' }).says('ws5', 'out', { kind: 'key-frame', ordinal: 1 });
    trace.wait(300).says('ws5', 'in', { kind: 'key-frame', ordinal: 2 });
    const [alert] = alertsOf(trace).filter(({ code }) => code === 'pattern.slow-phase');
    expect(alert?.text).toMatch(/^Key exchange took 30\d ms on ws5, \d+ times the median of this session/);
    expect(alert?.evidence).toHaveLength(1);
  });

  it('see round trips become longer', () => {
    const trace = createTrace().open('ws1');
    for (let i = 0; i < 400; i += 1) answer(trace.wait(500), 'ws1', i < 320 ? 10 : 80);
    expect(codesOf(trace)).toContain('pattern.rising-latency');
    expect(codesOf(trace, { thresholds: { timesUsual: 20 } })).not.toContain('pattern.rising-latency');
  });

  it('do not take steady round trips for rising ones', () => {
    const trace = createTrace().open('ws1');
    for (let i = 0; i < 400; i += 1) answer(trace.wait(500), 'ws1', 10 + (i % 7));
    expect(codesOf(trace)).toEqual([]);
  });

  it('say so where p95 of round trips crosses the limit, with the slowest service', () => {
    const trace = createTrace().open('ws1');
    for (let i = 0; i < 10; i += 1) answer(trace.wait(500), 'ws1', 1500);
    const [alert] = alertsOf(trace);
    expect(alert).toMatchObject({ code: 'limit.round-trip', severity: 'warning' });
    expect(alert?.text).toContain('slowest GET_OBJECT');
  });

  it('find bursts, with the stretch of time', () => {
    const trace = createTrace().open('ws1');
    for (let i = 0; i < 100; i += 1) trace.wait(1000).says('ws1', 'in', { kind: 'keepalive' });
    const begun = trace.now();
    for (let i = 0; i < 200; i += 1) trace.says('ws1', 'in', { kind: 'keepalive' });
    const [alert] = alertsOf(trace).filter(({ code }) => code === 'pattern.burst');
    expect(alert?.from).toBeLessThanOrEqual(begun + 200);
    expect(alert?.to).toBeGreaterThan(begun);
  });

  it('see a send buffer that only grows, and one that is too full', () => {
    const trace = createTrace().open('ws1').open('ws2');
    for (let i = 0; i < 10; i += 1) {
      trace.wait(1000).push({ kind: 'sample', t: trace.now(), conn: 'ws1', what: 'buffered', values: 100_000 * i });
      trace.push({ kind: 'sample', t: trace.now(), conn: 'ws2', what: 'buffered', values: i % 2 ? 300_000 : 0 });
    }
    const found = alertsOf(trace).map(({ code, conns }) => `${code} ${conns?.join()}`);
    expect(found.toSorted()).toEqual(['limit.buffered ws1', 'limit.buffered ws2', 'pattern.growing-buffer ws1']);
  });

  it('watch throughput and messages where the user set a limit', () => {
    const trace = createTrace().open('ws1');
    for (let i = 0; i < 50; i += 1) trace.says('ws1', 'in', { kind: 'keepalive' });
    expect(codesOf(trace)).toEqual([]);
    expect(codesOf(trace, { thresholds: { bytesPerSecond: 1000, messagesPerSecond: 10 } }).toSorted()).toEqual([
      'limit.messages',
      'limit.throughput',
    ]);
  });

  it('are none but the usual on a healthy session', async () => {
    const { alerts } = sessionOf(dissected(await recordsOf('happy-browser-dials'))).view();
    expect(alerts.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(alerts.map(({ code }) => code)).toEqual(['pattern.usual-refusal']);
  });
});
