import { lastOf } from '../../model/milestones.ts';
import { said } from '../../model/view.ts';
import { duration } from '../../report/words.ts';
import { closeEvidence, closer, frames, type EndedView, type EndRule } from '../rule.ts';

/** A spare lost its ping or its pong; both sides watch (PROTOCOL §1.5). */
export const endByPingTimeout: EndRule = (view) => {
  if (view.ending.read.kind !== 'ping-timeout') return undefined;
  const ping = lastOf(view.state.said, 'ping');
  const pong = lastOf(view.state.said, 'pong');
  const missing = view.ending.read.text.startsWith('Pong') ? 'ping' : 'pong';
  const since = ping ?? said(view, 'authentication-success');
  const silence = since ? ` for ${duration(view.ending.t - since.t)}` : '';
  return {
    code: 'comm.ping-timeout',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${view.conn} got no ${missing}${silence}, so ${closer(view, 'the comm server')} closed it`,
    explanation: `The spare connection to ${view.state.host} went silent. Until it is replaced, 10 s later, this page may not be reachable.`,
    advice:
      'Look for a sleeping or throttled page, a lost network or a blocked server at this time. After a standby this is normal and heals itself.',
    evidence: [...frames(view, ping, pong), ...closeEvidence(view)],
  };
};

/** The server stopped or crashed under sockets that were registered or relayed (PROTOCOL §1.4). */
export const endByServerGone: EndRule = (view) => {
  if (view.ending.by === 'local' || view.path !== 'relay' || !sawServer(view)) return undefined;
  const how = howGone(view);
  if (!how) return undefined;
  return {
    code: 'comm.gone',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `The comm server ${view.state.host} went away under ${view.conn} (${how})`,
    explanation: `The connection ended with code ${view.ending.code} and without a reason, which is how a server that ${how === 'crash' ? 'crashed or lost its network' : 'was stopped'} looks. What ran through it is gone as well.`,
    advice:
      'Check the server and the network in between. The library registers again after 10 s; other connections of the same server end at the same time when it was the server.',
    evidence: [
      ...frames(
        view,
        said(view, 'authentication-success') ?? said(view, 'communication-request'),
        view.state.traffic.in.last,
      ),
      ...closeEvidence(view),
    ],
  };
};

function howGone({ ending, state }: EndedView): 'stop' | 'crash' | undefined {
  if (ending.read.kind === 'none' && ending.code === 1006) return 'crash';
  if (ending.read.kind === 'none' && ending.code === 1005) return 'stop';
  const waiting = state.said.in.has('authentication-success') && !state.said.in.has('handover');
  const bare = ending.read.kind === 'plain' || ending.read.kind === 'none';
  return waiting && bare ? 'stop' : undefined;
}

/** A dial that nobody has answered may have met something that is no comm server at all. */
function sawServer(view: EndedView): boolean {
  return (
    said(view, 'authentication-success') !== undefined ||
    said(view, 'communication-ready') !== undefined ||
    said(view, 'key-frame') !== undefined
  );
}
