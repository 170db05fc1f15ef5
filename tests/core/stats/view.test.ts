import { describe, expect, it } from 'vitest';
import { CAPTURE_NAMES, recordsOf, truthOf } from '../report/read-recording.ts';
import { createTrace, registers, synchronises, T0 } from '../model/trace-factory.ts';
import { createSession, dissected, sessionOf } from './session.ts';

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

describe.each(CAPTURE_NAMES)('the statistics of %s', (name) => {
  it('equal the model, and what the browser itself reported', async () => {
    const { model, view } = sessionOf(dissected(await recordsOf(name)));
    const { figures, series, transports } = view();
    const { stats, connections } = model.report();
    expect(figures.messagesIn + figures.messagesOut).toBe(stats.global.totalMessages);
    expect(figures.megabitsPerSecond).toBeCloseTo(stats.global.throughputMbps, 9);
    expect(figures.connections).toBe(stats.totalConnections);
    expect(figures.errors).toBe(stats.global.totalErrors);
    expect(total(series.messagesIn) + total(series.messagesOut)).toBe(stats.global.totalMessages);
    expect(total(series.opened)).toBe(connections.length);
    expect(transports.reduce((sum, { messages }) => sum + messages, 0)).toBe(stats.global.totalMessages);
    const frames = truthOf(name).map((socket) => socket.frames);
    const bytes = (dir: 'in' | 'out'): number => frames.reduce((sum, each) => sum + each[dir].bytes, 0);
    expect([figures.bytesIn, figures.bytesOut]).toEqual([bytes('in'), bytes('out')]);
  });

  it('grow as the trace is read: each look equals a first look at the same records', async () => {
    const records = dissected(await recordsOf(name));
    const growing = createSession();
    const stops = new Set([1, 20, 21, Math.floor(records.length / 2), records.length]);
    records.forEach((record, at) => {
      growing.push(record);
      if (stops.has(at + 1)) expect(growing.view()).toEqual(sessionOf(records.slice(0, at + 1)).view());
    });
  });

  it('are the sum of their connections, and of two stretches of time', async () => {
    const { model, view, statistics } = sessionOf(dissected(await recordsOf(name)));
    const whole = view().figures;
    const parts = model.connections().map(({ conn }) => view({ conns: [conn] }).figures);
    expect(parts.reduce((sum, { messagesIn }) => sum + messagesIn, 0)).toBe(whole.messagesIn);
    expect(parts.reduce((sum, { trips }) => sum + trips.count, 0)).toBe(whole.trips.count);
    const { axis, started, now } = statistics;
    const cut = Math.floor((started + now) / 2 / axis.width) * axis.width;
    const halves = [view({ from: started, to: cut - 1 }).figures, view({ from: cut, to: now }).figures];
    expect(halves.reduce((sum, { bytesOut }) => sum + bytesOut, 0)).toBe(whole.bytesOut);
    expect(halves.reduce((sum, { trips }) => sum + trips.count, 0)).toBe(whole.trips.count);
  });
});

describe('a view of statistics', () => {
  it('of nothing has no figures and no alerts', () => {
    const { figures, series, alerts, advice } = createSession().view();
    expect(figures).toMatchObject({ connections: 0, messagesIn: 0, bytesPerSecond: 0, trips: { count: 0 } });
    expect([series.messagesIn.length, alerts, advice]).toEqual([0, [], []]);
  });

  it('counts what the trace lost, and where', () => {
    const trace = createTrace().open('ws1').open('ws2');
    trace.push({ kind: 'lost', t: trace.now(), conn: 'ws1', count: 12, why: 'too slow' });
    trace.push({ kind: 'lost', t: trace.now(), count: 3, why: 'too slow' });
    const { view } = sessionOf(trace.records);
    expect(view().figures.lost).toBe(15);
    expect(view({ conns: ['ws1'] }).figures.lost).toBe(15);
    expect(view({ conns: ['ws2'] }).figures.lost).toBe(3);
    expect(view().losses).toHaveLength(2);
  });

  it('does not count a payload that was cut as a record lost, nor as a gap', () => {
    const trace = createTrace().open('ws1');
    trace.push({ kind: 'lost', t: trace.now(), conn: 'ws1', count: 4, why: 'payload cut short: too much' });
    const { view } = sessionOf(trace.records);
    expect(view().figures).toMatchObject({ lost: 0, cut: 4 });
    expect(view().losses).toEqual([]);
  });

  it('numbers page loads as they began, workers with their page', () => {
    const trace = createTrace().page('p1').page('w1', { realm: 'worker', parent: 'p1' }).wait(10).page('p2');
    const { loads } = sessionOf(trace.open('ws1', { page: 'p2' }).records).view();
    expect(loads.map(({ n, t }) => [n, t - T0])).toEqual([
      [1, 0],
      [2, 10],
    ]);
  });

  it('tells transports and peers apart', () => {
    const trace = synchronises(registers(createTrace().open('ws1'), 'ws1'), 'ws2');
    const { transports, peers } = sessionOf(trace.records).view();
    expect(transports.find(({ key }) => key === 'websocket relay')).toMatchObject({
      connections: 2,
      health: 'too-few',
    });
    expect(peers.map(({ title, connections }) => [title, connections])).toEqual([['bob@example.test', 1]]);
  });

  it('is plain data that crosses to the panel', () => {
    const { view } = sessionOf(registers(createTrace().open('ws1'), 'ws1').records);
    expect(structuredClone(view())).toEqual(view());
  });
});
