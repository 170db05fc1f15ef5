import { SILENCE_MS } from '../../model/limits.ts';
import { peerName, said, silenceOf } from '../../model/view.ts';
import { capital, duration } from '../../report/words.ts';
import { frames, type ConnectionRule } from '../rule.ts';

/** The seed document's sign-in (`auth`, `challenge`, `response`, `auth_success`) that was begun and did not succeed. */
export const judgeSeed: ConnectionRule = (view, end) => {
  const auth = said(view, 'seed:auth');
  if (!auth || said(view, 'seed:auth_success') || end) return [];
  const silence = silenceOf(view);
  if (!view.ending && silence < SILENCE_MS) return [];
  const refusal = said(view, 'seed:auth_failure') ?? said(view, 'seed:auth_failed') ?? said(view, 'seed:error');
  const answer = said(view, 'seed:response') ?? said(view, 'seed:challenge');
  // Whoever closes once the proof has been sent did not accept it.
  const local = view.ending?.by === 'local';
  const refused = local ? said(view, 'seed:response', 'in') : answer;
  const failed = refusal !== undefined || (view.ending !== undefined && refused !== undefined);
  return [
    {
      code: failed ? 'comm.auth-failed' : 'comm.unanswered',
      severity: 'error',
      conn: view.conn,
      t: view.ending?.t ?? (view.state.lastWord?.t ?? auth.t) + SILENCE_MS,
      title: failed
        ? `${local ? 'This page' : capital(peerName(view))} did not accept the sign-in on ${view.conn}`
        : `The sign-in on ${view.conn} has had no answer for ${duration(silence)}`,
      explanation: 'The exchange began with `auth` and no `auth_success` followed.',
      advice: 'Compare the identity and the proof with what the other side expects, and the clocks of both.',
      evidence: [...frames(view, auth, answer, refusal), ...(view.ending ? [view.ending.evidence] : [])],
    },
  ];
};
