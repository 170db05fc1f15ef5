import type { Dissection } from '../dissect/dissection.ts';
import { addLatency, createLatency, type Latency } from '../model/latency.ts';
import type { Dir, FrameRecord } from '../trace/records.ts';
import { createGauge, type Gauge } from './gauge.ts';
import { addSample, BYTES, createHistogram, type Histogram } from './histogram.ts';
import { addTraffic, createTrafficSeries, type TrafficSeries } from './traffic-series.ts';
import { addTrip, type TripCells } from './trip-cells.ts';
import { tripKind, type TripKind } from './trip-kind.ts';

/** Round trips of one kind, by who asked: `out` is this page, so only that is a true round trip. */
export interface KindTrips extends TripKind {
  out: Latency;
  in: Latency;
}

/** What is counted of one connection. Its size grows with the length of the session only, up to a bound. */
export interface ConnectionStatistics {
  conn: string;
  traffic: TrafficSeries;
  sizes: Record<Dir, Histogram>;
  trips: Record<Dir, TripCells>;
  kinds: Map<string, KindTrips>;
  /** `bufferedAmount`, where it was sampled. */
  buffered: Gauge;
  /** Requests whose answer comes in pieces: only the first piece ends the round trip. */
  streaming: Set<number>;
}

const MAX_KINDS = 64;
const MAX_STREAMING = 1024;

export const createConnectionStatistics = (conn: string): ConnectionStatistics => ({
  conn,
  traffic: createTrafficSeries(),
  sizes: { in: createHistogram(BYTES), out: createHistogram(BYTES) },
  trips: { in: new Map(), out: new Map() },
  kinds: new Map(),
  buffered: createGauge(),
  streaming: new Set(),
});

export function countFrame(
  stats: ConnectionStatistics,
  bucket: number,
  frame: FrameRecord,
  dissection: Dissection | undefined,
): void {
  addTraffic(stats.traffic, bucket, frame.dir, frame.size);
  addSample(stats.sizes[frame.dir], BYTES, frame.size);
  const { op, ms } = frame;
  // The device has answered what took that long; without a response it is only the browser that took it on.
  if (ms !== undefined && op !== undefined && op !== 'write-without-response')
    countTrip(stats, bucket, { family: 'gatt', name: op }, 'out', ms);
  const answers = dissection?.answers;
  if (!answers || (dissection.rpc && dissection.rpc.ms === undefined)) return;
  const isFinal = dissection.facts?.every((fact) => fact.kind !== 'rpc-answer' || fact.final) ?? true;
  const isFirst = !stats.streaming.has(answers.seq);
  if (isFinal) stats.streaming.delete(answers.seq);
  else if (stats.streaming.size < MAX_STREAMING) stats.streaming.add(answers.seq);
  if (isFirst) countTrip(stats, bucket, tripKind(dissection), frame.dir === 'in' ? 'out' : 'in', answers.ms);
}

/** Takes a round trip that `asker` began. */
export function countTrip(stats: ConnectionStatistics, bucket: number, kind: TripKind, asker: Dir, ms: number): void {
  if (!(ms >= 0) || !Number.isFinite(ms)) return;
  addTrip(stats.trips[asker], bucket, ms);
  addLatency(kindOf(stats, kind)[asker], ms);
}

function kindOf({ kinds }: ConnectionStatistics, kind: TripKind): KindTrips {
  // A recording may name any number of services: those that come too late share a row.
  const isNew = !kinds.has(keyOf(kind));
  const own = isNew && kinds.size >= MAX_KINDS ? { family: kind.family, name: 'others' } : kind;
  const known = kinds.get(keyOf(own));
  if (known) return known;
  const fresh = { ...own, out: createLatency(), in: createLatency() };
  kinds.set(keyOf(own), fresh);
  return fresh;
}

const keyOf = ({ family, name }: TripKind): string => `${family} ${name}`;
