import { SILENCE_MS } from '../../model/limits.ts';
import { peerName, said, saidByBoth, silenceOf } from '../../model/view.ts';
import { inviteFor } from '../../model/invitations.ts';
import { capital, duration } from '../../report/words.ts';
import { closeEvidence, closer, frames, type ConnectionRule, type EndRule } from '../rule.ts';

/** The inviter knows no such token. Where the invitation was seen in this trace, its age says more. */
export const endByUnknownToken: EndRule = (view) => {
  if (view.ending.read.kind !== 'token-unknown') return undefined;
  const token = said(view, 'pairing-token');
  const invite = inviteFor(view.session, view.state.remoteKey, view.ending.t);
  const used = view.session.pairings.some(({ key, t }) => key === view.state.remoteKey && t < view.ending.t);
  const refused = `${capital(closer(view, peerName(view)))} refused the token of ${view.conn}`;
  const evidence = [...frames(view, said(view, 'group'), token), ...closeEvidence(view)];
  const base = { severity: 'error' as const, conn: view.conn, t: view.ending.t };
  if (invite && !used && view.ending.by !== 'local') {
    return {
      ...base,
      code: 'pairing.invite-expired',
      title: `${refused}: the invitation is at least ${duration(view.ending.t - invite.t)} old`,
      explanation:
        'The inviter no longer knows the token. It forgets it after its expiry, 60 s by default and 15 min in most applications, and when it is restarted. The invitation carries no date; its age counts from when it was first seen here.',
      advice: 'Ask for a new invitation and use it at once.',
      evidence: [invite.evidence, ...evidence],
    };
  }
  return {
    ...base,
    code: 'pairing.token-unknown',
    title: `${refused}: it is expired, used or was never issued`,
    explanation:
      'Encryption and identities were fine. Tokens live 60 s by default (15 min in most applications), serve once, and are lost when the inviter restarts.',
    advice:
      'Ask for a new invitation. If it is refused at once, compare the clock of the two steps and whether the inviter was restarted in between.',
    evidence,
  };
};

export const endByWrongPerson: EndRule = (view) => {
  if (view.ending.read.kind !== 'token-wrong-person') return undefined;
  return {
    code: 'pairing.token-wrong-person',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `The token of ${view.conn} belongs to another person of ${closer(view, peerName(view))}`,
    explanation: 'The inviter issued this token for a different one of its identities than the one that was dialled.',
    advice: 'Create the invitation with the identity that the instance key in it belongs to.',
    evidence: [...frames(view, said(view, 'person', 'in'), said(view, 'pairing-token')), ...closeEvidence(view)],
  };
};

/** Pairing began and neither finished nor failed. */
export const judgePairing: ConnectionRule = (view, end) => {
  const token = said(view, 'pairing-token') ?? said(view, 'seed:pair_request');
  const ready = view.state.group === 'pairing' ? saidByBoth(view, 'instance') : undefined;
  const begun = token ?? ready;
  if (!begun || saidByBoth(view, 'pairing-identity') || said(view, 'seed:pair_success')) return [];
  if (end?.code.startsWith('pairing.') || end?.code === 'connection.duplicate-dropped') return [];
  const silence = silenceOf(view);
  if (!view.ending && silence < SILENCE_MS) return [];
  const got = said(view, 'pairing-identity');
  return [
    {
      code: 'pairing.incomplete',
      severity: 'error',
      conn: view.conn,
      t: view.ending?.t ?? (view.state.lastWord?.t ?? begun.t) + SILENCE_MS,
      title: `Pairing with ${peerName(view)} on ${view.conn} began and did not finish${view.ending ? '' : `: ${duration(silence)} without a message`}`,
      explanation: got
        ? 'Only one of the two identities was exchanged; the side that has not got the other’s does not know its new contact.'
        : token
          ? 'The token was sent and no identity came back.'
          : 'Both sides know who the other is, but no token was sent.',
      advice:
        'Look at the inviting side at this time. The token is used up only by a pairing that finished, so the same invitation can be tried again.',
      ...(end ? { causedBy: end.code } : {}),
      evidence: [...frames(view, begun, got), ...(view.ending ? [view.ending.evidence] : [])],
    },
  ];
};
