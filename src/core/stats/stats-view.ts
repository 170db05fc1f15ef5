import type { Evidence, Finding } from '../report/report.ts';
import type { Thresholds } from './thresholds.ts';
import type { TripPoints } from './trip-cells.ts';
import type { TripKind } from './trip-kind.ts';

/** Which part of a session is asked about. */
export interface StatsQuery {
  /** Undefined for all connections. */
  conns?: readonly string[] | undefined;
  /** A stretch of time, to the next buckets of time; undefined for the whole. */
  from?: number | undefined;
  to?: number | undefined;
  thresholds: Thresholds;
}

/** Milliseconds, of round trips that this page began; a percentile lies at most a fifth above the true one. */
export interface TripFigures {
  count: number;
  p50?: number;
  p95?: number;
  max?: number;
}

export interface Figures {
  connections: number;
  open: number;
  failed: number;
  /** Of connections that are not being established, 0…1; undefined where there is none. */
  successShare?: number;
  connectionsPerMinute: number;
  handshakePhases: number;
  phasesInBudget: number;
  messagesIn: number;
  messagesOut: number;
  bytesIn: number;
  bytesOut: number;
  messagesPerSecond: number;
  bytesPerSecond: number;
  megabitsPerSecond: number;
  /** Received bytes per sent byte; undefined where nothing was sent. */
  asymmetry?: number;
  meanSize: number;
  sizeP50?: number;
  sizeP95?: number;
  sizeMax: number;
  trips: TripFigures;
  lost: number;
  /** Frames that are there with less of their payload, or none. */
  cut: number;
  errors: number;
  warnings: number;
  errorsPerMinute: number;
}

export type Health = 'good' | 'fair' | 'poor' | 'too-few' | 'none';

/** One transport, or one peer. */
export interface GroupFigures {
  key: string;
  title: string;
  connections: number;
  failed: number;
  messages: number;
  bytesIn: number;
  bytesOut: number;
  trips: TripFigures;
  health: Health;
  conns: string[];
}

export interface KindFigures extends TripKind {
  /** Asked by this page: a round trip. */
  out: TripFigures;
  /** Asked by the other side: how long this page took. */
  in: TripFigures;
}

export interface ErrorFigures {
  type: string;
  severity: Finding['severity'];
  count: number;
  perMinute: number;
  codes: string[];
}

/** Values by bucket of time: the first begins at `start`. Rates are what is drawn; these are sums. */
export interface StatsSeries {
  start: number;
  width: number;
  messagesIn: Float64Array;
  messagesOut: Float64Array;
  bytesIn: Float64Array;
  bytesOut: Float64Array;
  opened: Float64Array;
  failed: Float64Array;
}

/** Something that stands out, with the place where it shows. */
export interface Alert {
  code: string;
  severity: Finding['severity'];
  text: string;
  t?: number;
  evidence: Evidence[];
  conns?: string[];
  from?: number;
  to?: number;
}

export interface Advice {
  kind: 'bottleneck' | 'transport' | 'next';
  text: string;
  evidence: Evidence[];
  conns?: string[];
  /** 0…1 of the time that was spent waiting. */
  share?: number;
}

export interface PageFigures {
  memory?: { last: number; max: number };
  longTaskMs?: { last: number; max: number };
}

/** Everything that the view of statistics shows, of one part of a session at one moment. Plain data: it crosses to the panel. */
export interface StatsView {
  started: number;
  now: number;
  figures: Figures;
  series: StatsSeries;
  trips: { out: TripPoints; in: TripPoints };
  loads: { t: number; n: number; url: string }[];
  losses: number[];
  transports: GroupFigures[];
  peers: GroupFigures[];
  kinds: KindFigures[];
  errors: ErrorFigures[];
  page: PageFigures;
  alerts: Alert[];
  advice: Advice[];
}
