import { describe, expect, it } from 'vitest';
import type { InstrumentationStats } from '../../../src/core/report/report.ts';
import { answers, asks, createTrace, registers, synchronises, T0, type TraceFactory } from '../model/trace-factory.ts';

const statsOf = (trace: TraceFactory): InstrumentationStats => trace.model.report().stats;

describe('the statistics that getConnectionInstrumentationStats() returns', () => {
  it('have the members that the seed document uses, the same in both lists', () => {
    const stats = statsOf(registers(createTrace().open('ws1'), 'ws1'));
    expect(Object.keys(stats.global).sort()).toEqual(
      ['activeConnections', 'averageLatency', 'throughputMbps', 'totalErrors', 'totalMessages'].sort(),
    );
    expect(stats.activeConnections).toEqual(stats.connections);
    expect(stats.connections[0]).toEqual({
      id: 'ws1',
      internalId: null,
      connectionId: 'ws1',
      url: 'wss://comm.example.test',
      state: 'CONNECTED',
      currentState: 'AUTHENTICATED',
      startTime: T0,
      createdAt: new Date(T0).toISOString(),
      messagesReceived: 2,
      messagesSent: 2,
      messageCount: 4,
      bytesReceived: 200,
      bytesSent: 200,
      plugins: [],
    });
  });

  it('tell coarse states as the monitor of the document tests them', () => {
    const trace = createTrace().open('ws1', { up: false }).open('ws2').open('ws3').closes('ws3', 'Close called.');
    trace.open('ws4').close('ws4', 'Close called: Decryption of message failed.');
    const { connections, activeConnections, global, totalConnections } = statsOf(trace);
    expect(connections.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'ws1 CONNECTING',
      'ws2 CONNECTED',
      'ws3 CLOSED',
      'ws4 FAILED',
    ]);
    expect(activeConnections.map(({ id }) => id)).toEqual(['ws1', 'ws2']);
    expect([global.activeConnections, totalConnections]).toEqual([2, 4]);
  });

  it('measure throughput over the whole trace and the mean of all round trips', () => {
    const trace = synchronises(createTrace(), 'ws1');
    asks(trace, 'ws1', 'out', 0).wait(9);
    answers(trace, 'ws1', 'in', 0);
    asks(trace, 'ws1', 'out', 1).wait(19);
    answers(trace, 'ws1', 'in', 1);
    const { totalMessages, averageLatency, throughputMbps } = statsOf(trace).global;
    expect(averageLatency).toBe(15);
    expect(throughputMbps).toBeCloseTo((totalMessages * 100 * 8) / ((trace.now() - T0) / 1000) / 1e6, 9);
  });

  it('list errors newest first, in words that the document searches for', () => {
    const trace = createTrace().open('ws1').says('ws1', 'out', { kind: 'register' });
    trace.close('ws1', 'Close called: Client authentication failed.').wait(10);
    trace.open('ws2', { up: false }).wait(5).close('ws2', '', 1006);
    const { recentErrors, global } = statsOf(trace);
    expect(global.totalErrors).toBe(2);
    expect(recentErrors.map(({ type, severity }) => [type, severity])).toEqual([
      ['connection', 'error'],
      ['authentication', 'error'],
    ]);
    expect(recentErrors.filter(({ error }) => error.includes('auth'))).toHaveLength(1);
    expect(recentErrors[0]?.timestamp).toBe(new Date(trace.now()).toISOString());
  });

  it("give the library's own number of a connection where the plugin records tell it", () => {
    const trace = createTrace().open('ws1');
    trace.push({
      kind: 'plugin',
      conn: 'ws1',
      t: trace.now(),
      event: 'add',
      name: 'encryption',
      order: ['websocket', 'statistics', 'encryption'],
      connectionId: 7,
    });
    expect(statsOf(trace).connections[0]).toMatchObject({
      internalId: 7,
      plugins: ['websocket', 'statistics', 'encryption'],
    });
  });
});
