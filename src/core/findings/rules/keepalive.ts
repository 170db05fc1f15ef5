import { lastOf } from '../../model/milestones.ts';
import { peerName } from '../../model/view.ts';
import { duration } from '../../report/words.ts';
import { closeEvidence, frames, type EndRule } from '../rule.ts';

/** 25 s without anything from the other side (PROTOCOL §2.5). */
export const endByKeepalive: EndRule = (view) => {
  if (view.ending.read.kind !== 'keepalive') return undefined;
  const local = view.ending.by === 'local';
  const heard = local ? view.state.traffic.in.last : view.state.traffic.out.last;
  const silence = heard ? duration(view.ending.t - heard.t) : 'long';
  const peer = peerName(view);
  return {
    code: 'keepalive.timeout',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: local
      ? `${peer} went silent for ${silence}, so this page closed ${view.conn}`
      : `${peer} heard nothing of this page for ${silence} and closed ${view.conn}`,
    explanation:
      'Each side sends at least a keepalive every 20 s and gives up after 25 s without one. What was not answered by then is lost.',
    advice: local
      ? 'Look at the peer at this time: standby, frozen tab, blocked process or lost network. The route dials again after 5 to 10 s.'
      : 'Look at this page at this time: a hidden or frozen tab, a blocked main thread or a lost network keep it from sending.',
    evidence: [
      ...frames(view, heard, lastOf(view.state.said, 'keepalive', local ? 'in' : 'out')),
      ...closeEvidence(view),
    ],
  };
};
