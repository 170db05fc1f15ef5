import type { Phase } from '../dissect/dissection.ts';
import type { ConnectionReport, PhaseReport, Role, Verdict } from './report.ts';

/** What one connection went through until the two sides could work with each other. Times in epoch milliseconds. */
export interface Handshake {
  conn: string;
  role: Role;
  start: number;
  end: number;
  ms: number;
  messages: number;
  phases: PhaseReport[];
  verdict: Verdict;
  /** Encrypted and no key known: what came after the encryption cannot be told apart, and is not judged. */
  isLocked: boolean;
}

const STEPS: ReadonlySet<Phase> = new Set(['connect', 'register', 'discovery', 'encryption', 'identity', 'pairing']);
/** A spare proved itself to the server long before it is handed over: the handshake with the peer is another one. */
const BEFORE_HANDOVER: ReadonlySet<Phase> = new Set(['connect', 'register']);

/** The handshake of a connection; undefined where it has begun none. The first synchronisation is no part of it. */
export function handshakeOf(connection: ConnectionReport): Handshake | undefined {
  const { conn, role, encrypted, keyKnown } = connection;
  const phases = connection.phases.filter(
    ({ phase }) => STEPS.has(phase) && !(role === 'listener' && BEFORE_HANDOVER.has(phase)),
  );
  if (phases.length === 0) return undefined;
  const start = Math.min(...phases.map((phase) => phase.start));
  const end = Math.max(...phases.map((phase) => phase.end));
  const messages = phases.reduce((sum, phase) => sum + phase.messages, 0);
  const isLocked = encrypted && !keyKnown;
  return { conn, role, start, end, ms: end - start, messages, phases, verdict: worst(phases), isLocked };
}

export function handshakesOf(connections: readonly ConnectionReport[]): Handshake[] {
  return connections.flatMap((connection) => handshakeOf(connection) ?? []);
}

const RANK: Record<Verdict, number> = { ok: 0, slow: 1, open: 2, failed: 3 };

const worst = (phases: readonly PhaseReport[]): Verdict =>
  phases.reduce<Verdict>((so, { verdict }) => (RANK[verdict] > RANK[so] ? verdict : so), 'ok');
