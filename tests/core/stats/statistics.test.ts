import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dissection } from '../../../src/core/dissect/dissection.ts';
import { createStatistics, type Counts, type Statistics } from '../../../src/core/stats/statistics.ts';
import { sumTraffic, TRAFFIC, type TrafficName } from '../../../src/core/stats/traffic-series.ts';
import { tripsBetween } from '../../../src/core/stats/trip-cells.ts';
import type { FrameRecord, TraceRecord } from '../../../src/core/trace/records.ts';
import { T0 } from '../model/trace-factory.ts';

interface Event {
  t: number;
  conn: string;
  dir: 'in' | 'out';
  size: number;
  ms: number | undefined;
}

const parts = {
  conn: fc.constantFrom('ws1', 'ws2', 'ws3'),
  dir: fc.constantFrom('in' as const, 'out' as const),
  size: fc.nat(100_000),
  ms: fc.option(fc.double({ min: 0, max: 60_000, noNaN: true }), { nil: undefined }),
};
const scattered = fc.array(
  fc.record({ ...parts, t: fc.double({ min: 0, max: 3_600_000, noNaN: true }).map((ms) => T0 + ms) }),
  { minLength: 1, maxLength: 200 },
);
/** As recordings grow: close together at first, so that the buckets are full when they have to become wider. */
const growing = fc
  .tuple(fc.nat(100_000), fc.array(fc.record({ ...parts, gap: fc.nat(3000) }), { minLength: 2, maxLength: 200 }))
  .map(([start, steps]) => {
    let t = T0 + start;
    return steps.map(({ gap, ...event }, at): Event => ({
      ...event,
      t: (t += gap * Math.max(1, (at - 60) ** 2 / 20)),
    }));
  });
const events = fc.oneof(scattered, growing);

function frameOf({ t, conn, dir, size, ms }: Event, seq: number): [FrameRecord, Dissection] {
  return [
    { kind: 'frame', conn, seq, t, dir, type: 'text', size },
    {
      layers: ['chum'],
      name: 'chum.data',
      summary: '',
      tree: [],
      ...(ms === undefined ? {} : { rpc: { id: seq, service: 'GET_OBJECT', ms }, answers: { seq, ms } }),
    },
  ];
}

function counted(all: readonly Event[]): Statistics {
  const statistics = createStatistics();
  all.forEach((event, seq) => statistics.push(...frameOf(event, seq)));
  return statistics;
}

/** Every series of every connection as plain arrays over the whole axis. */
function plain({ axis, connections }: Counts): Record<string, number[]> {
  const names = [...connections.keys()].toSorted();
  return Object.fromEntries(
    names.flatMap((conn) =>
      TRAFFIC.map((name) => {
        const sum = new Float64Array(axis.high - axis.low + 1);
        const stats = connections.get(conn);
        if (stats) sumTraffic(stats.traffic, name, axis.low, axis.high, sum);
        return [`${conn} ${name}`, [...sum]];
      }),
    ),
  );
}

function bruteForce(all: readonly Event[], { axis, connections }: Counts): Record<string, number[]> {
  const buckets = Object.fromEntries(
    [...connections.keys()].flatMap((conn) =>
      TRAFFIC.map((name): [string, number[]] => [
        `${conn} ${name}`,
        Array.from({ length: axis.high - axis.low + 1 }, () => 0),
      ]),
    ),
  );
  const add = (conn: string, name: TrafficName, bucket: number, amount: number): void => {
    const values = buckets[`${conn} ${name}`] ?? [];
    values[bucket] = (values[bucket] ?? 0) + amount;
  };
  for (const { t, conn, dir, size } of all) {
    const bucket = Math.floor(t / axis.width) - axis.low;
    add(conn, dir === 'in' ? 'messagesIn' : 'messagesOut', bucket, 1);
    add(conn, dir === 'in' ? 'bytesIn' : 'bytesOut', bucket, size);
  }
  return buckets;
}

describe('statistics', () => {
  it('equal brute force over any sequence of frames', () => {
    fc.assert(
      fc.property(events, (all) => {
        const statistics = counted(all);
        expect(plain(statistics)).toEqual(bruteForce(all, statistics));
        expect([statistics.started, statistics.now]).toEqual([
          Math.min(...all.map(({ t }) => t)),
          Math.max(...all.map(({ t }) => t)),
        ]);
      }),
    );
  });

  it('do not depend on the order in which frames come', () => {
    fc.assert(
      fc.property(events, (all) => {
        const [there, back] = [counted(all), counted(all.toReversed())];
        expect(back.axis.width).toBe(there.axis.width);
        expect(plain(back)).toEqual(plain(there));
        for (const [conn, { trips }] of there.connections) {
          expect(new Map([...(back.connections.get(conn)?.trips.in ?? [])].toSorted())).toEqual(
            new Map([...trips.in].toSorted()),
          );
        }
      }),
    );
  });

  it('count every round trip once, on the side that asked, whatever the time is cut into', () => {
    fc.assert(
      fc.property(events, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const { connections, axis } = counted(all);
        const cells = [...connections.values()].flatMap(({ trips }) => [trips.in, trips.out]);
        const cut = axis.low + Math.floor(share * (axis.high - axis.low));
        const wanted = all.filter(({ ms }) => ms !== undefined);
        expect(tripsBetween(cells, axis.low, cut).count + tripsBetween(cells, cut + 1, axis.high).count).toBe(
          wanted.length,
        );
        const early = wanted.filter(({ t }) => axis.index(t) <= cut);
        expect(tripsBetween(cells, axis.low, cut).count).toBe(early.length);
        const asked = [...connections.values()].reduce(
          (sum, { kinds }) => sum + (kinds.get('rpc GET_OBJECT')?.out.count ?? 0),
          0,
        );
        expect(asked).toBe(wanted.filter(({ dir }) => dir === 'in').length);
      }),
    );
  });

  it('count an answer in pieces by its first piece', () => {
    const statistics = createStatistics();
    const piece = (seq: number, ms: number, final: boolean): [FrameRecord, Dissection] => {
      const [frame, dissection] = frameOf({ t: T0 + seq, conn: 'ws1', dir: 'in', size: 10, ms }, seq);
      return [
        frame,
        { ...dissection, answers: { seq: 0, ms }, facts: [{ kind: 'rpc-answer', id: 0, final, bytes: 1 }] },
      ];
    };
    [piece(1, 5, false), piece(2, 50, false), piece(3, 500, true), piece(4, 7, true)].forEach(([frame, dissection]) =>
      statistics.push(frame, dissection),
    );
    const out = statistics.connections.get('ws1')?.kinds.get('rpc GET_OBJECT')?.out;
    expect([out?.count, out?.sum]).toEqual([2, 12]);
  });

  it('become coarser where many connections would take too much memory, and still count all', () => {
    const statistics = createStatistics();
    for (let seq = 0; seq < 400_000; seq += 1)
      statistics.push(...frameOf({ t: T0 + seq * 7, conn: `ws${seq % 300}`, dir: 'in', size: 1, ms: seq % 900 }, seq));
    expect(statistics.cells()).toBeLessThan(210_000);
    const { axis, connections } = statistics;
    const cells = [...connections.values()].map(({ trips }) => trips.out);
    expect(tripsBetween(cells, axis.low, axis.high).count).toBe(400_000);
    expect(axis.high - axis.low).toBeGreaterThanOrEqual(64);
  });

  it('keep their resolution where one clock is mad', () => {
    const statistics = counted([
      { t: T0, conn: 'ws1', dir: 'in', size: 1, ms: undefined },
      { t: 0, conn: 'ws1', dir: 'in', size: 1, ms: undefined },
    ]);
    expect(statistics.axis.width).toBeLessThan(3 * 3600 * 1000);
    expect(
      Object.values(plain(statistics))
        .flat()
        .reduce((sum, value) => sum + value, 0),
    ).toBe(4);
  });

  it('take no harm from records without a time', () => {
    const statistics = createStatistics();
    statistics.push({ kind: 'note', t: NaN, text: '' });
    expect(statistics.now).toBe(-Infinity);
  });

  it('read what the page measured of itself, and of its sockets', () => {
    const statistics = createStatistics();
    const sample = (
      what: string,
      values: TraceRecord & { kind: 'sample' } extends { values: infer V } ? V : never,
      conn?: string,
    ) => statistics.push({ kind: 'sample', t: T0, what, values, ...(conn === undefined ? {} : { conn }) });
    sample('memory', { usedJSHeapSize: 5_000_000 });
    sample('long-tasks', { ms: 80, count: 1 });
    sample('buffered', { bufferedAmount: 4096 }, 'ws1');
    sample('rtc-stats', { currentRoundTripTime: 0.04 }, 'rtc1');
    sample('memory', 'nonsense');
    expect(statistics.page.memory.max).toBe(5_000_000);
    expect(statistics.page.longTasks.points).toHaveLength(1);
    expect(statistics.connections.get('ws1')?.buffered.max).toBe(4096);
    expect(statistics.connections.get('rtc1')?.kinds.get('webrtc ICE')?.out.sum).toBeCloseTo(40);
  });
});
