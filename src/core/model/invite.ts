import type { Evidence, InviteReport } from '../report/report.ts';
import { invitationsOf, type Invitation } from './invitations.ts';
import { INVITE_BUDGET_MS, INVITE_OVERDUE_MS } from './limits.ts';
import { bothOf, firstOf } from './milestones.ts';
import type { SessionState } from './session-state.ts';
import type { ConnectionView } from './view.ts';

/**
 * Every invite of the session from its first dial (or the invitation, where its opening was noted) to the first connection
 * with the same peer on which objects are synchronised. The waits in between, while no connection of the two was up, are
 * shown and not counted: they are the library's pauses before it dials again. `views` in order of opening.
 */
export function followInvites(views: readonly ConnectionView[], session: SessionState): InviteReport[] {
  const followed = views.filter(beganPairing).map((pairing) => followInvite(pairing, views, session));
  return [...followed, ...waitingInvites(views, session)].toSorted((a, b) => a.start - b.start);
}

/** Invitations that were opened or pasted here and that no pairing has followed so far. */
function waitingInvites(views: readonly ConnectionView[], session: SessionState): InviteReport[] {
  const latest = new Map<string, Invitation>();
  for (const invitation of invitationsOf(session)) {
    const { publicKey = '', hash = '', problem = '', host = '' } = invitation;
    latest.set(
      [publicKey, hash, problem, host].join(' '),
      latest.get([publicKey, hash, problem, host].join(' ')) ?? invitation,
    );
  }
  return [...latest.values()]
    .filter(({ publicKey, t }) => publicKey === undefined || !views.some((view) => isFollowedBy(view, publicKey, t)))
    .map((invitation) => waitingInvite(invitation, session.now));
}

const isFollowedBy = (view: ConnectionView, publicKey: string, t: number): boolean =>
  beganPairing(view) && view.state.remoteKey === publicKey && startOf(view) >= t;

function waitingInvite({ t, evidence, problem, host }: Invitation, now: number): InviteReport {
  const ms = Math.max(0, now - t);
  return {
    start: t,
    end: problem === undefined ? Math.max(t, now) : t,
    ms: problem === undefined ? ms : 0,
    waits: [],
    waitMs: 0,
    countedMs: 0,
    budgetMs: INVITE_BUDGET_MS,
    verdict: problem === undefined ? 'open' : 'failed',
    overdue: problem === undefined && ms > INVITE_OVERDUE_MS,
    conns: [],
    evidence: [evidence],
    seenAtLeastMs: 0,
    ...(problem === undefined ? {} : { problem }),
    ...(host === undefined ? {} : { host }),
  };
}

function beganPairing({ state }: ConnectionView): boolean {
  return firstOf(state.said, 'pairing-token') !== undefined || firstOf(state.said, 'seed:pair_request') !== undefined;
}

function followInvite(pairing: ConnectionView, views: readonly ConnectionView[], session: SessionState): InviteReport {
  const begun = startOf(pairing);
  const noted = invitationsOf(session).findLast(
    ({ publicKey, t }) => publicKey !== undefined && publicKey === pairing.state.remoteKey && t <= begun,
  );
  const paired = bothOf(pairing.state.said, 'pairing-identity') ?? firstOf(pairing.state.said, 'seed:pair_success');
  const after = views.filter((view) => view !== pairing && startOf(view) >= begun && isSamePeer(view, pairing));
  const goal = paired ? firstActive([pairing, ...after]) : undefined;
  const involved = [pairing, ...after.filter((view) => startOf(view) <= (goal?.t ?? Infinity))].toSorted(
    (a, b) => startOf(a) - startOf(b),
  );
  const failed = pairing.ending !== undefined && !paired;
  const end = goal?.t ?? (failed ? (pairing.ending?.t ?? session.now) : session.now);
  const waits = gaps(involved, begun, end);
  const waitMs = waits.reduce((sum, wait) => sum + wait.end - wait.start, 0);
  const countedMs = Math.max(0, end - begun - waitMs);
  const verdict = goal ? (countedMs > INVITE_BUDGET_MS ? 'slow' : 'ok') : failed ? 'failed' : 'open';
  const evidence: Evidence[] = [pairing.state.opened.evidence];
  if (goal) evidence.push(goal.evidence);
  return {
    start: begun,
    end,
    ms: end - begun,
    waits,
    waitMs,
    countedMs,
    budgetMs: INVITE_BUDGET_MS,
    verdict,
    overdue: !goal && !failed && session.now - begun > INVITE_OVERDUE_MS,
    conns: involved.map(({ conn }) => conn),
    evidence,
    ...(noted ? { seenAtLeastMs: begun - noted.t } : {}),
  };
}

/** A spare that became a listener begins with its hand-over, not with its registration. */
function startOf({ state }: ConnectionView): number {
  return firstOf(state.said, 'handover', 'in')?.t ?? state.opened.t;
}

function isSamePeer(view: ConnectionView, pairing: ConnectionView): boolean {
  const keys = [pairing.state.remoteKey, pairing.state.parties.in.instanceKey];
  const { person } = pairing.state.parties.in;
  return (
    (view.state.remoteKey !== undefined && keys.includes(view.state.remoteKey)) ||
    (person !== undefined && view.state.parties.in.person === person)
  );
}

function firstActive(views: readonly ConnectionView[]): { t: number; evidence: Evidence } | undefined {
  const active = views.flatMap(({ state }) => state.states.find((change) => change.state === 'ACTIVE') ?? []);
  const [first] = active.toSorted((a, b) => a.t - b.t);
  return first && { t: first.t, evidence: first.cause };
}

/** Stretches between `start` and `end` in which none of these connections was there. */
function gaps(views: readonly ConnectionView[], start: number, end: number): { start: number; end: number }[] {
  const waits: { start: number; end: number }[] = [];
  let covered = start;
  for (const view of views.toSorted((a, b) => startOf(a) - startOf(b))) {
    const from = startOf(view);
    if (from > covered) waits.push({ start: covered, end: Math.min(from, end) });
    covered = Math.max(covered, view.ending?.t ?? end);
  }
  if (covered < end) waits.push({ start: covered, end });
  return waits;
}
