import type { Phase } from '../dissect/dissection.ts';
import type { RouteTable } from '../plugins/route-table.ts';
import type { RecordKind, Transport } from '../trace/records.ts';

/** The objects of `one-trace report --json`, which the panel shows as well. Contract: TRACE-FORMAT §3. */
export type Evidence =
  { conn: string; seq: number } | { conn?: string; record: Exclude<RecordKind, 'frame' | 'foreign'>; t: number };

export type LifeState =
  | 'INITIALIZING'
  | 'CONNECTING'
  | 'CONNECTED'
  | 'AUTHENTICATING'
  | 'AUTHENTICATED'
  | 'ENCRYPTING'
  | 'ENCRYPTED'
  | 'PAIRING'
  | 'PAIRED'
  | 'ACTIVE'
  | 'CLOSING'
  | 'CLOSED'
  | 'FAILED';

export type Role = 'spare' | 'listener' | 'dialer' | 'unknown';
export type Path = 'relay' | 'direct' | 'unknown';
export type Purpose = 'control' | 'data' | 'discovery' | 'pairing' | 'debug' | 'unknown';
export type Verdict = 'ok' | 'slow' | 'failed' | 'open';
export type CloseClass =
  'done' | 'refused' | 'replaced' | 'duplicate' | 'stopped' | 'timeout' | 'protocol' | 'abnormal' | 'page-gone';

export interface StateChange {
  state: LifeState;
  t: number;
  cause: Evidence;
}

export interface PhaseReport {
  phase: Phase;
  start: number;
  end: number;
  ms: number;
  messages: number;
  budgetMs?: number;
  expectedMessages?: string;
  verdict: Verdict;
  /** What the phase began with, and what it was complete with. */
  begun?: Evidence;
  reached?: Evidence;
}

export interface ConnectionReport {
  conn: string;
  page: string;
  url: string;
  transport: Transport;
  /** No hook saw it: it was read from the browser's log of the network. */
  via?: 'har';
  role: Role;
  path: Path;
  purpose: Purpose;
  /** Why the purpose is believed, with the frames that tell. */
  purposeBecause?: { why: string; evidence: Evidence[] };
  group?: string;
  localKey?: string;
  remote?: { person?: string; instance?: string; email?: string; publicKey?: string };
  states: StateChange[];
  phases: PhaseReport[];
  plugins: string[];
  /** `Connection.id` of the library, where the plugin records tell it. */
  libraryId?: number;
  opened: number;
  ended?: number;
  messagesIn: number;
  messagesOut: number;
  bytesIn: number;
  bytesOut: number;
  keyKnown: boolean;
  encrypted: boolean;
  lineage?: { kind: 'redial-of' | 'duplicate-of' | 'replaced-by' | 'replaces' | 'refills'; conn: string }[];
  close?: { code: number; reason: string; class: CloseClass; by: 'local' | 'remote' | 'unknown' };
  findings: string[];
}

export interface Finding {
  code: string;
  severity: 'info' | 'warning' | 'error';
  conn?: string;
  t: number;
  title: string;
  explanation: string;
  advice: string;
  causedBy?: string;
  /** How often it happened on this connection, where more than once. */
  count?: number;
  evidence: Evidence[];
}

/** One invite of the session, over all the connections it took. */
export interface InviteReport {
  start: number;
  end: number;
  ms: number;
  /** While no connection of the two was up: the library's pause before it dials again. Shown, not counted. */
  waits: { start: number; end: number }[];
  waitMs: number;
  countedMs: number;
  budgetMs: number;
  verdict: Verdict;
  /** Not finished 15 s after its first dial, or after it was opened where no dial has followed. */
  overdue: boolean;
  conns: string[];
  evidence: Evidence[];
  /** How long before the first dial the invitation was first seen here. */
  seenAtLeastMs?: number;
  /** Why the invitation cannot be used, where it was seen to be opened or pasted. */
  problem?: string;
  /** Comm server or peer that it names, known where no dial has followed yet. */
  host?: string;
}

/** Coarse state, as the seed document's monitor tests it. */
export type CoarseState = 'CONNECTING' | 'CONNECTED' | 'CLOSED' | 'FAILED';

export interface ConnectionStats {
  id: string;
  /** `Connection.id` of the library, null where it is not known. */
  internalId: number | null;
  connectionId: string;
  url: string;
  state: CoarseState;
  currentState: LifeState | null;
  /** When a reader saw `currentState`, epoch milliseconds; absent where the page itself knows it. Page API only. */
  asOf?: number;
  /** Epoch milliseconds. */
  startTime: number;
  /** ISO 8601, the same moment. */
  createdAt: string;
  messagesReceived: number;
  messagesSent: number;
  messageCount: number;
  bytesReceived: number;
  bytesSent: number;
  plugins: string[];
}

/** What `getConnectionInstrumentationStats()` returns, with the members that the seed document uses. */
export interface InstrumentationStats {
  global: {
    totalErrors: number;
    totalMessages: number;
    /** Megabits per second over the whole trace, both directions. */
    throughputMbps: number;
    /** Milliseconds from a message of this page to its answer, mean; 0 where none was measured. */
    averageLatency: number;
    activeConnections: number;
  };
  activeConnections: ConnectionStats[];
  connections: ConnectionStats[];
  /** Newest first, at most 50. */
  recentErrors: { type: string; error: string; severity: 'warning' | 'error'; timestamp: string }[];
  totalConnections: number;
}

/** One step of a registration in the page: a navigation to `/register/…`, and the traffic of its page until the next. */
export interface RegistrationStep {
  path: string;
  t: number;
  ms: number;
  /** Connections opened meanwhile, and all that carried messages. */
  opened: number;
  conns: string[];
  messagesIn: number;
  messagesOut: number;
  bytesIn: number;
  bytesOut: number;
  evidence: Evidence[];
}

/** Something that was done to prove who speaks or to hide what is said, or that undoes it. Never with a secret in it. */
export interface SecurityEvent {
  t: number;
  conn: string;
  area: 'transport' | 'authentication' | 'encryption' | 'pairing';
  severity: 'info' | 'warning';
  title: string;
  evidence: Evidence[];
}

/** Something that a person, or the page itself, set a mark on. */
export interface MarkReport {
  t: number;
  text: string;
  about?: { conn: string; seq: number };
}

/** Where the recording was made. The version of ONE.models is not among it: nothing in its traffic says it. */
export interface EnvironmentReport {
  /** Page records, one for each realm and load. */
  pages: number;
  /** Name and version of what recorded it. */
  recorders: string[];
  browsers: string[];
  /** Of the CHUM protocol, as this side and its peers said it. */
  chumVersions: { local: number[]; remote: number[] };
  /** Milliseconds by which the wall clock was ahead of the pages' own clocks. */
  clockOffsets?: { least: number; most: number };
}

/** `report --json`. */
export interface SessionReport {
  connections: ConnectionReport[];
  findings: Finding[];
  invites: InviteReport[];
  /** Only where the page went through one. */
  registration?: RegistrationStep[];
  security: SecurityEvent[];
  /** The library's table of routes, page by page; only where the app handed it over. */
  routes?: RouteTable[];
  /** In order; only where there are any. */
  marks?: MarkReport[];
  /** Only where a page says something of it. */
  environment?: EnvironmentReport;
  stats: InstrumentationStats;
}
