import { countLosses, type LossCount } from '../trace/loss-count.ts';
import type { Dissection } from '../dissect/dissection.ts';
import type { LostRecord, SampleRecord, TraceRecord } from '../trace/records.ts';
import {
  countFrame,
  countTrip,
  createConnectionStatistics,
  type ConnectionStatistics,
} from './connection-statistics.ts';
import { addReading, createGauge, type Gauge } from './gauge.ts';
import { figureOf } from './sample-values.ts';
import { createTimeAxis, type TimeAxis } from './time-axis.ts';
import { halveTraffic } from './traffic-series.ts';
import { halveTrips } from './trip-cells.ts';

/** Figures of the page that the browser offers now and then. */
export interface PageGauges {
  memory: Gauge;
  /** Milliseconds of long tasks in each sample. */
  longTasks: Gauge;
}

/** What is counted while a trace is read: what only all frames together can tell. Everything else the model knows. */
export interface Counts {
  readonly started: number;
  readonly now: number;
  readonly axis: TimeAxis;
  readonly connections: ReadonlyMap<string, ConnectionStatistics>;
  readonly page: PageGauges;
  /** Where records or payloads are missing; neighbours become one where there are too many. */
  readonly losses: readonly Loss[];
}

export interface Loss extends LossCount {
  t: number;
  conn?: string;
}

export interface Statistics extends Counts {
  /** Takes the next record, with the dissection of a frame. Constant work, bounded memory; never throws. */
  push(record: TraceRecord, dissection?: Dissection): void;
  /** Cells of time held at the moment, over all connections. */
  cells(): number;
}

/** Cells of time over all connections; above it the buckets become twice as wide. */
const MAX_CELLS = 200_000;
/** A chart of fewer tells nothing: then it is the number of connections that costs, which the model pays for as well. */
const MIN_BUCKETS = 128;
const CHECK_EVERY = 4096;
const MAX_LOSSES = 1000;

export function createStatistics(): Statistics {
  const axis = createTimeAxis();
  const connections = new Map<string, ConnectionStatistics>();
  const page = { memory: createGauge(), longTasks: createGauge() };
  let started = Infinity;
  let now = -Infinity;
  const losses: Loss[] = [];
  let pushed = 0;

  function halve(): void {
    for (const stats of connections.values()) {
      halveTraffic(stats.traffic);
      stats.trips = { in: halveTrips(stats.trips.in), out: halveTrips(stats.trips.out) };
    }
  }

  function cells(): number {
    let sum = 0;
    for (const { traffic, trips } of connections.values()) sum += traffic.length + trips.in.size + trips.out.size;
    return sum;
  }

  function of(conn: string): ConnectionStatistics {
    const known = connections.get(conn);
    if (known) return known;
    const fresh = createConnectionStatistics(conn);
    connections.set(conn, fresh);
    return fresh;
  }

  function lose({ t, conn, ...record }: LostRecord): void {
    const { lost, cut } = countLosses([record]);
    const last = losses.at(-1);
    if (last && losses.length >= MAX_LOSSES) {
      last.lost += lost;
      last.cut += cut;
    } else losses.push({ t, lost, cut, ...(conn === undefined ? {} : { conn }) });
  }

  function sample({ t, conn, what, values }: SampleRecord): void {
    switch (what) {
      case 'buffered': {
        const amount = figureOf(values, 'bufferedAmount', 'amount', 'bytes');
        if (conn !== undefined && amount !== undefined) addReading(of(conn).buffered, t, amount);
        return;
      }
      case 'rtc-stats': {
        const seconds = figureOf(values, 'currentRoundTripTime', 'roundTripTime');
        if (conn !== undefined && seconds !== undefined && typeof values === 'object')
          countTrip(of(conn), axis.index(t), { family: 'webrtc', name: 'ICE' }, 'out', seconds * 1000);
        return;
      }
      case 'memory':
        addReading(page.memory, t, figureOf(values, 'usedJSHeapSize', 'bytes', 'used') ?? NaN);
        return;
      case 'long-tasks':
        addReading(page.longTasks, t, figureOf(values, 'ms', 'duration', 'total') ?? NaN);
    }
  }

  return {
    axis,
    connections,
    page,
    get started() {
      return started;
    },
    get now() {
      return now;
    },
    losses,
    cells,
    push(record, dissection) {
      if (!Number.isFinite(record.t)) return;
      started = Math.min(started, record.t);
      now = Math.max(now, record.t);
      for (let doubled = axis.admit(record.t); doubled > 0; doubled--) halve();
      if (record.kind === 'frame') countFrame(of(record.conn), axis.index(record.t), record, dissection);
      else if (record.kind === 'sample') sample(record);
      else if (record.kind === 'lost') lose(record);
      if (++pushed % CHECK_EVERY > 0) return;
      while (axis.high - axis.low >= MIN_BUCKETS && cells() > MAX_CELLS) {
        axis.coarsen();
        halve();
      }
    },
  };
}
