import type { MarkReport } from '../report/report.ts';
import type { LostRecord, NoteRecord, PageRecord } from '../trace/records.ts';
import type { ConnectionState } from './connection-state.ts';
import type { Proof } from './proof.ts';
import type { RouteTable } from '../plugins/route-table.ts';
import { createCrossings, type Crossings } from './crossings.ts';
import { createEnvironment, type Environment } from './environment.ts';
import { noteMark } from './marks.ts';
import { createRegistration, type Registration } from './registration.ts';
import { present } from './text.ts';

export interface PageState {
  page: string;
  url: string;
  realm: PageRecord['realm'];
  parent?: string;
  opened: Proof;
  /** Last record that belongs to this page. */
  lastT: number;
}

export interface SessionNote extends Proof {
  type: string;
  text: string;
  page?: string;
}

export interface Owner {
  person?: string;
  email?: string;
  instance?: string;
}

/** A pairing that went through, with whom. */
export interface Pairing extends Proof {
  conn: string;
  person?: string;
  /** Instance key of the other side, which later dials are addressed to. */
  key?: string;
}

export interface Loss extends Proof {
  conn?: string;
  count: number;
  why: string;
}

/** What the recording says besides its connections. */
export interface SessionState {
  started: number;
  /** "Now": the latest time seen in any record. */
  now: number;
  connections: Map<string, ConnectionState>;
  pages: Map<string, PageState>;
  /** host:port where comm-server messages were seen. */
  commHosts: Set<string>;
  /** Who a public key belongs to, as its owner said on some connection: keys, not sockets, identify a peer. */
  owners: Map<string, Owner>;
  losses: Loss[];
  notes: SessionNote[];
  marks: MarkReport[];
  environment: Environment;
  crossings: Crossings;
  /** Errors that belong to no connection: constructor exceptions, CSP refusals. */
  errors: (Proof & { message: string })[];
  pairings: Pairing[];
  registration: Registration;
  /** The library's table of routes as each page told it last. */
  routes: Map<string, RouteTable>;
  /** Moves with whatever the conclusions about a single connection may draw on beside that connection itself. */
  context: number;
}

export function createSessionState(): SessionState {
  return {
    started: Infinity,
    now: -Infinity,
    connections: new Map(),
    pages: new Map(),
    commHosts: new Set(),
    owners: new Map(),
    losses: [],
    notes: [],
    marks: [],
    environment: createEnvironment(),
    crossings: createCrossings(),
    errors: [],
    pairings: [],
    registration: createRegistration(),
    routes: new Map(),
    context: 0,
  };
}

const MAX_OWNERS = 10_000;
const MAX_LOSSES = 500;
const MAX_NOTES = 2_000;
const MAX_ERRORS = 200;

/** Notes that say something about the state of the page; marks and console lines are for people. */
const TELLING_NOTES: ReadonlySet<string> = new Set([
  'visibility',
  'freeze',
  'online',
  'clock',
  'navigation',
  'invite',
  'gap',
]);

export function noteOwner(session: SessionState, key: string | undefined, owner: Owner): void {
  if (key === undefined || owner.person === undefined) return;
  const known = session.owners.get(key);
  if (known ? isSameOwner(known, owner) : session.owners.size >= MAX_OWNERS) return;
  const { person, email, instance } = owner;
  session.owners.set(key, present<Owner>({ person, email, instance }));
  session.context++;
}

function isSameOwner(a: Owner, b: Owner): boolean {
  return a.person === b.person && a.email === b.email && a.instance === b.instance;
}

export function noteCommHost(session: SessionState, host: string): void {
  if (host === '' || session.commHosts.has(host)) return;
  session.commHosts.add(host);
  session.context++;
}

export function noteLoss(session: SessionState, record: LostRecord, proof: Proof): void {
  session.context++;
  if (session.losses.length >= MAX_LOSSES) return;
  session.losses.push({
    ...proof,
    count: record.count,
    why: record.why,
    ...(record.conn === undefined ? {} : { conn: record.conn }),
  });
}

export function noteNote(session: SessionState, record: NoteRecord, proof: Proof): void {
  if (noteMark(session.marks, record)) return;
  if (record.type === undefined || !TELLING_NOTES.has(record.type) || session.notes.length >= MAX_NOTES) return;
  session.context++;
  const page = record.extra?.['page'];
  session.notes.push({
    ...proof,
    type: record.type,
    text: record.text,
    ...(typeof page === 'string' ? { page } : {}),
  });
}

export function noteSessionError(session: SessionState, message: string, proof: Proof): void {
  if (session.errors.length < MAX_ERRORS) session.errors.push({ ...proof, message });
}
