import type { Phase } from '../dissect/dissection.ts';
import type { StateChange } from '../report/report.ts';
import type { CallRecord, CloseRecord, Dir, Transport } from '../trace/records.ts';
import { createLatency, type Latency } from './latency.ts';
import { createMilestones, type Milestones } from './milestones.ts';
import type { FrameMark, Proof } from './proof.ts';
import { createRequests, type Requests } from './requests.ts';
import { createSyncPass, type SyncPass } from './sync-pass.ts';

/** What the two ends of a connection said about themselves, each in its own direction. */
export interface Party {
  person?: string;
  email?: string;
  personAt?: FrameMark;
  instance?: string;
  instanceName?: string;
  instanceOwner?: string;
  instanceAt?: FrameMark;
  keysOwner?: string;
  personKey?: string;
  keysAt?: FrameMark;
  instanceKey?: string;
  chumVersion?: number;
  chumVersionAt?: FrameMark;
}

export interface Traffic {
  messages: number;
  bytes: number;
  last?: FrameMark;
  /** Frames whose tag verified. */
  verified: number;
  tagFailed?: FrameMark & { expected?: number; count: number };
}

export interface Gap extends FrameMark {
  dir: Dir;
  missing: number;
  /** Of these, the trace itself says that it lost them. */
  known: number;
}

export interface RpcFault extends FrameMark {
  code: string;
  message: string;
  dir: Dir;
  id: number;
  count: number;
}

export interface FragmentFault extends FrameMark {
  kind: 'violation' | 'empty-binary';
  why: string;
  dir: Dir;
  count: number;
}

export interface PhaseTraffic {
  first: FrameMark;
  last: FrameMark;
  messages: number;
}

/** Everything the model remembers of one connection. Its size does not grow with the traffic. */
export interface ConnectionState {
  readonly conn: string;
  page: string;
  url: string;
  /** host:port of `url`, or the whole where it is no URL. */
  host: string;
  transport: Transport;
  /** The candidate pair in use goes over a TURN server. */
  relayed?: boolean;
  /** It existed before it was captured, or its `open` record is missing. */
  late: boolean;
  /** No hook saw it: it comes from the browser's log of the network, which knows less. */
  isFromLog: boolean;
  opened: Proof;
  up?: Proof;
  lastT: number;
  /** Last frame that was no sign of life only (ping, pong, keepalive). */
  lastWord?: FrameMark;
  localClose?: Proof & Pick<CallRecord, 'method' | 'code' | 'reason'>;
  close?: Proof & Pick<CloseRecord, 'code' | 'reason' | 'clean'>;
  errors: (Proof & { message: string })[];
  states: StateChange[];
  plugins: string[];
  libraryId?: number;
  keyKnown: boolean;
  encrypted?: FrameMark;
  traffic: Record<Dir, Traffic>;
  phases: Map<Phase, PhaseTraffic>;
  said: Milestones;
  parties: Record<Dir, Party>;
  localKey?: string;
  remoteKey?: string;
  registeredKey?: string;
  serverKey?: string;
  group?: string;
  pingIntervalMs?: number;
  requests: Requests;
  sync: SyncPass;
  latency: Latency;
  gaps: Gap[];
  rpcFaults: Map<string, RpcFault>;
  fragmentFaults: Map<string, FragmentFault>;
  problems: Map<string, FrameMark & { message: string; count: number }>;
  version: number;
}

export function createConnectionState(conn: string, opened: Proof): ConnectionState {
  return {
    conn,
    page: '',
    url: '',
    host: '',
    transport: 'websocket',
    late: true,
    isFromLog: false,
    opened,
    lastT: opened.t,
    errors: [],
    states: [],
    plugins: [],
    keyKnown: false,
    traffic: { in: { messages: 0, bytes: 0, verified: 0 }, out: { messages: 0, bytes: 0, verified: 0 } },
    phases: new Map(),
    said: createMilestones(),
    parties: { in: {}, out: {} },
    requests: createRequests(),
    sync: createSyncPass(),
    latency: createLatency(),
    gaps: [],
    rpcFaults: new Map(),
    fragmentFaults: new Map(),
    problems: new Map(),
    version: 0,
  };
}
