import { isOrderlyMute } from '../../model/close-class.ts';
import { USUAL_REFUSAL_MS } from '../../model/limits.ts';
import { peerName, said, saidByBoth } from '../../model/view.ts';
import { capital, duration, size, whole } from '../../report/words.ts';
import { closeEvidence, closer, frames, type EndRule } from '../rule.ts';

/** The acceptor has no route for this pair of keys and group, nor one for strangers (PROTOCOL §3.2). */
export const endByGoAway: EndRule = (view) => {
  if (view.ending.read.kind !== 'go-away') return undefined;
  const group = view.state.group ? ` for group ${view.state.group}` : '';
  return {
    code: 'peer.go-away',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(closer(view, peerName(view)))} does not want this connection${group} and closed ${view.conn}`,
    explanation:
      'The accepting side has no route for this peer and accepts no strangers, so it refused before any identity was exchanged.',
    advice:
      'The accepting side does not know the caller’s instance key: pair the two first, or allow unknown instances there. A route that was removed looks the same.',
    evidence: [...frames(view, said(view, 'communication-request'), said(view, 'group')), ...closeEvidence(view)],
  };
};

/** Chum with a person the other side does not know; right after a pairing that is usual (PROTOCOL §4.1). */
export const endByUnknownPeer: EndRule = (view) => {
  if (view.ending.read.kind !== 'unknown-peer') return undefined;
  const end = view.ending.t;
  const pairing = view.session.pairings.find(
    ({ person, key, t }) =>
      t <= end &&
      end - t <= USUAL_REFUSAL_MS &&
      (same(person, view.state.parties.in.person) || same(key, view.state.remoteKey)),
  );
  const who = closer(view, peerName(view));
  return {
    code: 'peer.unknown',
    severity: pairing ? 'info' : 'warning',
    conn: view.conn,
    t: end,
    title: pairing
      ? `${capital(who)} did not know the caller yet, ${duration(end - pairing.t)} after pairing, and closed ${view.conn}`
      : `${capital(who)} refused to synchronise on ${view.conn}: the caller is unknown`,
    explanation: pairing
      ? 'The side that accepted the pairing stores the new person a moment later than the other side dials. This first refusal is usual.'
      : 'Encryption and identities were fine, but the accepting side has no contact for this person.',
    advice: pairing
      ? 'Nothing to do: the next dial, by either side, succeeds. It matters only when the refusals go on.'
      : 'Pair the two persons, or accept unknown persons on that side. A contact that was deleted on one side only looks like this.',
    evidence: [
      ...frames(view, said(view, 'person', 'in'), said(view, 'chum-start', 'out') ?? said(view, 'chum-start')),
      ...closeEvidence(view),
      ...(pairing ? [pairing.evidence] : []),
    ],
  };
};

export const endByGroupUnsupported: EndRule = (view) => {
  if (view.ending.read.kind !== 'group-unsupported') return undefined;
  const group = view.state.group;
  return {
    code: 'peer.group-unsupported',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(closer(view, peerName(view)))} does not support the group ${group ? `"${group}"` : 'asked for'} and closed ${view.conn}`,
    explanation:
      'The dial named a group of routes that the accepting side has no protocol for. The library itself knows chum, pairing and debug.',
    advice: 'Check the group name that the application dials with, and that both sides run versions that know it.',
    evidence: [...frames(view, said(view, 'group')), ...closeEvidence(view)],
  };
};

/** The accepting side does not find itself or the caller in its own contacts (PROTOCOL §3.2, §4.1). */
export const endByMissingEndpoint: EndRule = (view) => {
  if (view.ending.read.kind !== 'no-endpoint') return undefined;
  return {
    code: 'peer.no-endpoint',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(closer(view, peerName(view)))} found no endpoint or person for ${view.conn} and closed it`,
    explanation: `The reason it gave: ${view.ending.read.text}`,
    advice: 'A contact was removed while it was connecting, or the main profile of that side holds no endpoint.',
    evidence: closeEvidence(view),
  };
};

/** A peer connection ended without a word: a relay passes a crash on as a clean 1000 without reason (PROTOCOL §1.4). */
export const endByDisappearance: EndRule = (view) => {
  if (!view.peer || view.ending.by === 'local' || view.ending.read.kind !== 'none' || view.ending.cause !== 'close')
    return undefined;
  if (isOrderlyMute(view.state, view.ending)) return undefined;
  const { traffic } = view.state;
  const identified = saidByBoth(view, 'instance') !== undefined;
  return {
    code: 'peer.disappeared',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(peerName(view))} disappeared from ${view.conn} without a word (${view.ending.code})`,
    explanation: `The connection had carried ${whole(traffic.in.messages + traffic.out.messages)} messages (${size(traffic.in.bytes + traffic.out.bytes)}) over ${duration(view.ending.t - view.state.opened.t)}${identified ? '' : ' and was still introducing itself'}. The library always gives a reason when it closes; none means that the process, page or network of the other side went away.`,
    advice:
      'Look at the other side at this time: crash, kill, reload, standby or a lost network. The route dials again after 5 to 10 s.',
    evidence: [...frames(view, traffic.in.last, traffic.out.last), ...closeEvidence(view)],
  };
};

function same(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && a === b;
}
