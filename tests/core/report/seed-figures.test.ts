import { describe, expect, it } from 'vitest';
import { pairs, createTrace, registers, synchronises, type TraceFactory } from '../model/trace-factory.ts';
import { recordsOf } from './read-recording.ts';
import { seedSection } from './seed-sections.ts';
import { dissected, sessionOf } from '../stats/session.ts';

/** The bold names of a list: "- **Throughput**: Bytes/second" or "1. **WebSocket** (Primary)". */
const names = (heading: string): string[] =>
  seedSection(heading).points.map((point) => /\*\*([^*]+)\*\*/.exec(point)?.[1] ?? point);

const sample = (trace: TraceFactory, what: string, values: Record<string, number>): TraceFactory =>
  trace.push({ kind: 'sample', t: trace.now(), page: 'p1', what, values });

describe('the figures that the seed document lists', () => {
  it('Supported Transports: each has figures of its own', () => {
    const trace = createTrace().page('p1');
    registers(trace.open('ws1', { url: 'wss://comm.example.test' }), 'ws1');
    trace.open('ws2', { url: 'ws://192.0.2.7:8000' });
    trace.says('ws2', 'out', { kind: 'key-frame', ordinal: 1 }).says('ws2', 'in', { kind: 'key-frame', ordinal: 2 });
    trace.open('rtc1', { url: 'webrtc:chum', transport: 'webrtc' }).says('rtc1', 'out');
    trace.push({
      kind: 'open',
      conn: 'gatt1',
      page: 'p1',
      t: trace.now(),
      transport: 'bluetooth',
      url: 'bluetooth:node',
    });
    const { transports } = sessionOf(trace.records).view();
    const used = transports.filter(({ connections }) => connections > 0).map(({ title }) => title);
    const titleOf: Record<string, string> = {
      WebSocket: 'WebSocket · direct',
      CommServer: 'WebSocket · comm server',
      'P2P/UDP': 'WebRTC data channel',
      'BLE Direct': 'Web Bluetooth',
    };
    expect(new Set(used)).toEqual(new Set(names('Supported Transports').map((name) => titleOf[name])));
  });

  it('Multi-Layer Security: transport, application and trust are logged as events', () => {
    const trace = pairs(createTrace(), 'ws1');
    const areas = new Set(trace.model.security().map(({ area }) => area));
    const areasOf: Record<string, string[]> = {
      'Transport Security': ['transport'],
      'Application Security': ['encryption'],
      'Trust Management': ['authentication', 'pairing'],
    };
    expect(areas).toEqual(
      new Set(names('Multi-Layer Security (All Monitored)').flatMap((name) => areasOf[name] ?? name)),
    );
  });

  it('TLS/WSS Security: a wss address is told as TLS, whose certificate the browser has validated', () => {
    const [event] = createTrace().open('ws1', { url: 'wss://comm10.dev.refinio.one' }).model.security();
    expect(event).toMatchObject({ area: 'transport', severity: 'info', title: 'TLS to comm10.dev.refinio.one' });
    expect(names('TLS/WSS Security')).toEqual(['Transport Security', 'Certificate Validation', 'Encryption']);
  });

  it.each(names('Real-time Metrics'))('Real-time Metrics: %s is measured', async (name) => {
    const session = sessionOf(dissected(await recordsOf('happy-browser-dials')));
    const page = sample(sample(createTrace(), 'memory', { usedJSHeapSize: 5e6 }), 'long-tasks', { ms: 120, count: 2 });
    for (const each of page.records) session.push(each);
    const { figures, page: load, trips } = session.view();
    const measured: Record<string, readonly unknown[]> = {
      Throughput: [figures.bytesPerSecond, figures.messagesPerSecond],
      Latency: [figures.trips.p50, figures.trips.p95, trips.out.t.length],
      'Connection Health': [figures.successShare, figures.connections],
      'Resource Usage': [load.memory?.last, load.longTaskMs?.last],
    };
    for (const value of measured[name] ?? [undefined]) expect(value).toBeGreaterThan(0);
  });

  it.each(names('Historical Analysis'))('Historical Analysis: %s are drawn from the whole session', (name) => {
    const trace = createTrace().page('p1');
    for (let n = 1; n <= 6; n += 1) trace.open(`ws${n}`, { up: false }).wait(1000).close(`ws${n}`, '', 1006).wait(1000);
    const { series, alerts } = sessionOf(trace.records).view();
    const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);
    const codes = alerts.map(({ code }) => code);
    const seen: Record<string, boolean> = {
      Trends: sum(series.opened) === 6 && sum(series.failed) === 6 && series.failed.length > 1,
      Patterns: codes.some((code) => code.startsWith('pattern.')),
      Alerts: codes.some((code) => code.startsWith('limit.')),
    };
    expect(seen[name], codes.join(' ')).toBe(true);
  });

  it('Active Connection Distribution: control, data, replacement and closed are told apart', () => {
    const trace = createTrace().page('p1');
    registers(trace.open('control'), 'control');
    for (let n = 0; n < 3; n += 1)
      trace.wait(25_000).says('control', 'in', { kind: 'ping' }).says('control', 'out', { kind: 'pong' });
    synchronises(trace, 'data').wait(100).closes('data', 'New connection replaced old one');
    synchronises(trace, 'replacement');
    const report = trace.model.report();
    const told = Object.fromEntries(report.connections.map((each) => [each.conn, each]));
    expect(told['control']?.purpose).toBe('control');
    expect(told['data']).toMatchObject({ purpose: 'data', close: { class: 'replaced' } });
    expect(told['replacement']?.purpose).toBe('data');
    expect(told['replacement']?.close).toBeUndefined();
    expect(report.stats.activeConnections.map(({ id }) => id)).toEqual(['control', 'replacement']);
    expect(seedSection('Active Connection Distribution').points).toHaveLength(4);
  });
});
