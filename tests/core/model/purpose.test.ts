import { describe, expect, it } from 'vitest';
import type { ConnectionReport } from '../../../src/core/report/report.ts';
import { asks, createTrace, pairs, registers, synchronises, type TraceFactory } from './trace-factory.ts';

const first = (trace: TraceFactory): ConnectionReport => {
  const [report] = trace.model.connections();
  if (!report) throw new Error('no connection');
  return report;
};

describe('the purpose of a connection', () => {
  it('is control for a spare, and the registration is the evidence', () => {
    const report = first(registers(createTrace().open('ws1'), 'ws1').says('ws1', 'in', { kind: 'ping' }));
    expect(report).toMatchObject({ role: 'spare', path: 'relay', purpose: 'control' });
    expect(report.purposeBecause?.evidence).toContainEqual({ conn: 'ws1', seq: 0 });
  });

  it('is data where objects are synchronised', () => {
    expect(first(asks(synchronises(createTrace(), 'ws1'), 'ws1', 'out', 0)).purpose).toBe('data');
  });

  it('is pairing where a token is shown', () => {
    expect(first(pairs(createTrace(), 'ws1')).purpose).toBe('pairing');
  });

  it('is debug for the debug protocol', () => {
    const trace = synchronises(createTrace(), 'ws1');
    expect(first(createTrace().open('ws1').says('ws1', 'out', { kind: 'group', name: 'debug' })).purpose).toBe('debug');
    expect(first(trace).purpose).toBe('data');
  });

  it('is discovery where a peer was asked for and none was found', () => {
    const trace = createTrace().open('ws1').says('ws1', 'out', { kind: 'communication-request' });
    trace.close('ws1', 'Close called: No listening connection for the specified publicKey.');
    expect(first(trace)).toMatchObject({ role: 'dialer', path: 'relay', purpose: 'discovery' });
  });

  it('is discovery for a query, its answer and the close, in any dialect', () => {
    const trace = createTrace()
      .open('ws1')
      .says('ws1', 'out', { kind: 'seed', type: 'discover' })
      .says('ws1', 'in', { kind: 'seed', type: 'endpoints' });
    expect(first(trace.closes('ws1', 'done')).purpose).toBe('discovery');
  });

  it('is control where nothing but heartbeats flows', () => {
    const trace = createTrace().open('ws1');
    for (let n = 0; n < 20; n++)
      trace
        .wait(30_000)
        .says('ws1', 'out', { kind: 'seed', type: 'heartbeat' })
        .says('ws1', 'in', { kind: 'seed', type: 'heartbeat_ack' });
    expect(first(trace).purpose).toBe('control');
  });

  it('stays unknown where encryption hides it and little flows', () => {
    const trace = createTrace()
      .open('ws1')
      .says('ws1', 'out', { kind: 'communication-request' })
      .says('ws1', 'in', { kind: 'no-key' });
    expect(first(trace).purpose).toBe('unknown');
  });
});

describe('the other end of a connection', () => {
  it('is known by its key from where it introduced itself', () => {
    const trace = pairs(createTrace(), 'ws1').closes('ws1', 'Close called.');
    trace
      .open('ws2')
      .says('ws2', 'out', { kind: 'communication-request', source: 'a1'.repeat(32), target: 'b2'.repeat(32) });
    expect(trace.model.connections()[1]?.remote).toMatchObject({ email: 'bob@example.test', person: 'bb'.repeat(32) });
  });

  it('is direct where no comm server was ever seen at its address', () => {
    const trace = createTrace()
      .open('ws1', { url: 'ws://192.0.2.7:9000' })
      .says('ws1', 'out', { kind: 'communication-request' });
    expect(first(trace).path).toBe('unknown');
    trace.says('ws1', 'in', { kind: 'communication-ready' });
    expect(first(trace).path).toBe('direct');
  });

  it('is relayed over a data channel whose candidate pair in use is', () => {
    const trace = createTrace().open('rtc1', { transport: 'webrtc' });
    const pair = (detail: string): TraceFactory =>
      trace.push({ kind: 'state', conn: 'rtc1', t: trace.now(), state: 'candidate-pair', detail });
    expect(first(pair('host to srflx over udp')).path).toBe('direct');
    expect(first(pair('relay to host over udp')).path).toBe('relay');
    expect(first(pair('host to host over udp')).path).toBe('direct');
  });
});
