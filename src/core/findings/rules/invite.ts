import { invitationsOf } from '../../model/invitations.ts';
import { followInvites } from '../../model/invite.ts';
import { duration } from '../../report/words.ts';
import type { Draft, SessionRule } from '../rule.ts';

/** Invitations that cannot be read, and invites that took longer than they should as a whole. */
export const judgeInvites: SessionRule = (views, session) => [
  ...invitationsOf(session).flatMap(({ problem, t, evidence }): Draft[] =>
    problem === undefined
      ? []
      : [
          {
            code: 'pairing.invite-malformed',
            severity: 'error',
            t,
            title: `An invitation cannot be used: it ${problem}`,
            explanation:
              'An invitation is the address, a `#`, and JSON with exactly token, publicKey and url. This one is not what an app can use, so no dial follows it.',
            advice:
              'Copy the invitation again, whole: messengers cut long addresses or decode them. An invitation of another version looks like this as well.',
            evidence: [evidence],
          },
        ],
  ),
  ...followInvites(views, session).flatMap((invite): Draft[] =>
    invite.verdict === 'slow'
      ? [
          {
            code: 'budget.exceeded',
            severity: 'warning',
            ...(invite.conns[0] === undefined ? {} : { conn: invite.conns[0] }),
            t: invite.end,
            title: `The invite took ${duration(invite.countedMs)}, ${duration(invite.countedMs - invite.budgetMs)} over its budget of ${duration(invite.budgetMs)}`,
            explanation: `From the first dial to the first synchronised connection, ${invite.conns.join(', ')}. Waits for a redial (${duration(invite.waitMs)}) are not counted.`,
            advice: 'See which step took longest in Handshakes.',
            evidence: invite.evidence,
          },
        ]
      : [],
  ),
];
