import { SILENCE_MS } from '../../model/limits.ts';
import type { ConnectionView } from '../../model/view.ts';
import { duration } from '../../report/words.ts';
import type { ConnectionRule, Draft } from '../rule.ts';

/** Texts by which browsers say that a socket was stopped before the network. */
const BLOCKED =
  /content security policy|refused to connect|mixed content|insecure websocket|securityerror|not allowed by|permission/i;

/** A socket that never opened: stopped by the page's own policy, or not reached at all. */
export const judgeReach: ConnectionRule = (view) => {
  const { state, ending, now } = view;
  if (state.up || state.late || state.transport === 'bluetooth') return [];
  const refusal = state.errors.find(({ message }) => BLOCKED.test(message));
  if (refusal) return [blocked(view, refusal)];
  if (ending?.cause === 'page-gone' || (ending && state.localClose)) return [];
  const waited = (ending?.t ?? now) - state.opened.t;
  if (!ending && waited < SILENCE_MS) return [];
  return [unreachable(view, waited)];
};

function blocked({ conn, state }: ConnectionView, refusal: ConnectionView['state']['errors'][number]): Draft {
  return {
    code: 'comm.blocked',
    severity: 'error',
    conn,
    t: refusal.t,
    title: `The browser stopped ${conn} before it reached ${state.host}`,
    explanation: `The socket was refused by the page's own rules, not by the network: ${refusal.message}`,
    advice:
      "Look at the page's Content-Security-Policy (connect-src) and at mixed content: a page loaded over https may only open wss.",
    evidence: [state.opened.evidence, refusal.evidence],
  };
}

function unreachable({ conn, state, ending }: ConnectionView, waited: number): Draft {
  const end = ending
    ? `it ended with code ${ending.code} after ${duration(waited)}`
    : `${duration(waited)} have passed`;
  return {
    code: 'comm.unreachable',
    severity: 'error',
    conn,
    t: ending?.t ?? state.opened.t + waited,
    title: `${conn} never reached ${state.host}: no connection after ${duration(waited)}`,
    explanation: `This page dialled ${state.url} and the socket never opened; ${end}. Nothing could be sent.`,
    advice:
      'Check that the server runs and that the address and port are right; then TLS and what lies between. The library gives up a dial after 5 s and tries again after 5, 10, 20, 30, 60 and 120 s.',
    evidence: [
      state.opened.evidence,
      ...state.errors.slice(0, 3).map(({ evidence }) => evidence),
      ...(ending ? [ending.evidence] : []),
    ],
  };
}
