import type { Phase } from '../dissect/dissection.ts';
import type { Stretch } from './invite-axis.ts';
import type { ConnectionReport, Evidence, InviteReport, PhaseReport, Verdict } from './report.ts';

/** One of the seven steps of an invite (the seed document's procedure), or one phase of a single handshake. */
export interface HandshakeStep {
  /** Its number in the procedure; rows stand in wire order. */
  number: number | undefined;
  name: string;
  /** What happens in it, for a person. */
  meaning: string;
  /** Undefined for steps that no phase stands for. */
  phase: Phase | undefined;
  conn: string | undefined;
  ms: number | undefined;
  budgetMs: number | undefined;
  messages: number | undefined;
  expectedMessages: string | undefined;
  /** `redial`: reached, after waiting for another dial. Undefined: not reached, or not seen here. */
  verdict: Verdict | 'redial' | undefined;
  /** Within the step, from its beginning. */
  waits: Stretch[];
  begun: Evidence | undefined;
  start: number | undefined;
}

/** Number, name and meaning of a step, and the phases that can stand for it, the most telling first. */
const STEPS: readonly (readonly [number | undefined, string, string, readonly Phase[]])[] = [
  [3, 'Connection', 'the socket opens', ['connect']],
  [2, 'Discovery', 'the relay finds the peer, and the peer accepts', ['discovery']],
  [5, 'Encryption', 'both sides exchange ephemeral keys', ['encryption']],
  [4, 'Authentication', 'the peers tell each other who they are and prove it', ['identity', 'register']],
  [6, 'Trust (pairing)', 'the token is shown, identities are exchanged', ['pairing']],
];

/** The seven steps of an invite, in wire order. Steps that were not reached are there, without times. */
export function inviteSteps(invite: InviteReport, connections: readonly ConnectionReport[]): HandshakeStep[] {
  const involved = connections.filter(({ conn }) => invite.conns.includes(conn));
  const pairing = involved.find(({ phases }) => phases.some(({ phase }) => phase === 'pairing')) ?? involved[0];
  const steps = STEPS.map(([number, name, meaning, phases]) => {
    const found = phases.flatMap((phase) => pairing?.phases.find((each) => each.phase === phase) ?? [])[0];
    return stepOf(number, name, meaning, found, pairing?.conn, phases[0]);
  });
  return [firstStep(invite), ...steps, lastStep(invite, involved, pairing)];
}

/** The phases of one connection as steps, with the same names and numbers. */
export function handshakeSteps({ conn, phases, encrypted, keyKnown }: ConnectionReport): HandshakeStep[] {
  const isLocked = encrypted && !keyKnown;
  const steps = phases.flatMap((phase): HandshakeStep[] => {
    if (phase.phase === 'register')
      return [stepOf(undefined, 'Registration', 'this page proves its key to the comm server', phase, conn)];
    if (phase.phase === 'sync') return [stepOf(7, 'First sync', 'objects are compared and fetched', phase, conn)];
    const step = STEPS.find(([, , , of]) => of[0] === phase.phase);
    return step ? [stepOf(step[0], step[1], step[2], phase, conn)] : [];
  });
  if (!isLocked) return steps;
  const after = 'without the session key, what came after the encryption cannot be told apart';
  return [...steps, stepOf(undefined, 'After encryption', after, undefined, conn)];
}

function stepOf(
  number: number | undefined,
  name: string,
  meaning: string,
  found: PhaseReport | undefined,
  conn: string | undefined,
  phase = found?.phase,
): HandshakeStep {
  return {
    number,
    name,
    meaning,
    phase: found?.phase ?? phase,
    conn,
    ms: found?.ms,
    budgetMs: found?.budgetMs,
    messages: found && found.phase !== 'connect' ? found.messages : undefined,
    expectedMessages: found?.expectedMessages,
    verdict: found?.verdict,
    waits: [],
    begun: found?.begun,
    start: found?.start,
  };
}

/** From the moment in which the invitation was first seen here to the first dial. */
function firstStep({ seenAtLeastMs, start, problem, conns, evidence, ms }: InviteReport): HandshakeStep {
  const isSeen = seenAtLeastMs !== undefined;
  return {
    ...stepOf(
      1,
      'Invite',
      problem ?? (isSeen ? 'first seen here, until the dial' : 'not seen here'),
      undefined,
      undefined,
    ),
    ms: conns.length > 0 ? seenAtLeastMs : ms,
    verdict: problem === undefined ? (conns.length === 0 ? 'open' : isSeen ? 'ok' : undefined) : 'failed',
    begun: conns.length === 0 ? evidence[0] : undefined,
    start: isSeen ? start - seenAtLeastMs : undefined,
  };
}

/** From the end of the pairing to the first connection on which objects are synchronised. */
function lastStep(
  invite: InviteReport,
  involved: readonly ConnectionReport[],
  pairing: ConnectionReport | undefined,
): HandshakeStep {
  const paired = pairing?.phases.find(({ phase, verdict }) => phase === 'pairing' && isDone(verdict));
  const isThere = isDone(invite.verdict);
  const goal = isThere
    ? involved.find(({ states }) => states.some(({ state, t }) => state === 'ACTIVE' && t === invite.end))
    : undefined;
  const sync = goal?.phases.find(({ phase }) => phase === 'sync');
  const step = stepOf(7, 'Connection active', 'objects are synchronised for the first time', sync, goal?.conn, 'sync');
  if (paired === undefined) return { ...step, ms: undefined, verdict: undefined, begun: undefined };
  const waits = invite.waits.map(({ start, end }) => ({ start: start - paired.end, end: end - paired.end }));
  return {
    ...step,
    ms: Math.max(0, invite.end - paired.end),
    verdict: !isThere ? invite.verdict : waits.length > 0 ? 'redial' : 'ok',
    waits: waits.filter(({ end }) => end > 0),
    start: paired.end,
    begun: invite.evidence.at(-1),
  };
}

const isDone = (verdict: Verdict): boolean => verdict === 'ok' || verdict === 'slow';
