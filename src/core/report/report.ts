import type { Phase } from '../dissect/dissection.ts';
import type { RecordKind, Transport } from '../trace/records.ts';

/** The objects of `one-trace report --json`, which the panel shows as well. Contract: TRACE-FORMAT §3. */
export type Evidence = { conn: string; seq: number } | { conn?: string; record: Exclude<RecordKind, 'frame' | 'foreign'>; t: number };

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
  | 'done'
  | 'refused'
  | 'replaced'
  | 'duplicate'
  | 'stopped'
  | 'timeout'
  | 'protocol'
  | 'abnormal'
  | 'page-gone';

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
}

export interface ConnectionReport {
  conn: string;
  page: string;
  url: string;
  transport: Transport;
  role: Role;
  path: Path;
  purpose: Purpose;
  /** Why the purpose is believed, with the frames that tell. */
  purposeBecause: { why: string; evidence: Evidence[] };
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
