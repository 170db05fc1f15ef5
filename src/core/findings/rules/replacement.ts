import { peerName, said } from '../../model/view.ts';
import { capital, duration } from '../../report/words.ts';
import { closeEvidence, closer, frames, type EndRule } from '../rule.ts';

/** Both ends dialled; within 2 s of the first one the second is dropped, after its `sync` (PROTOCOL §7). */
export const endByDuplicate: EndRule = (view) => {
  if (view.ending.class !== 'duplicate') return undefined;
  return {
    code: 'connection.duplicate-dropped',
    severity: 'info',
    conn: view.conn,
    t: view.ending.t,
    title: `${capital(closer(view, peerName(view)))} dropped ${view.conn} as a duplicate after ${duration(view.ending.t - view.state.opened.t)}`,
    explanation:
      'There was already a connection of the same two instances and group, less than 2 s old. The older one stays.',
    advice: 'Nothing to do: both ends dial each other, so this is normal.',
    evidence: [...frames(view, said(view, 'communication-request'), said(view, 'sync')), ...closeEvidence(view)],
  };
};

export const endByReplacement: EndRule = (view) => {
  if (view.ending.class !== 'replaced') return undefined;
  return {
    code: 'connection.replaced',
    severity: 'info',
    conn: view.conn,
    t: view.ending.t,
    title: `A newer connection with ${peerName(view)} replaced ${view.conn} after ${duration(view.ending.t - view.state.opened.t)}`,
    explanation:
      'A connection of the same two instances and group arrived more than 2 s after this one; the newcomer wins and the old one is closed.',
    advice:
      'Normal when the peer re-dialled, for instance after a reload. If it repeats every few seconds, both ends keep dialling: look for two instances with the same keys.',
    evidence: closeEvidence(view),
  };
};

/** The application stopped or disabled the route (PROTOCOL §7). */
export const endByRoute: EndRule = (view) => {
  const disabled = view.ending.read.kind === 'route-disabled';
  if (!disabled && view.ending.read.kind !== 'route-stopped') return undefined;
  const who = closer(view, peerName(view));
  return {
    code: disabled ? 'route.disabled' : 'route.stopped',
    severity: 'info',
    conn: view.conn,
    t: view.ending.t,
    title: disabled
      ? `${capital(who)} has disabled the route of ${view.conn} and closed it`
      : `${capital(who)} stopped the route of ${view.conn} after ${duration(view.ending.t - view.state.opened.t)}`,
    explanation: disabled
      ? 'The peer is known, but connections with it are switched off there.'
      : 'The application shut its connections down or removed this route; the close was meant.',
    advice: disabled
      ? 'Enable the contact or route again where connections are wanted.'
      : 'Nothing to do, unless nobody asked for it: then look for what called it.',
    evidence: closeEvidence(view),
  };
};
