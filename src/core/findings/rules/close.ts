import { duration } from '../../report/words.ts';
import { closeEvidence, frames, type EndRule } from '../rule.ts';

/** The page of the connection was reloaded, navigated away or closed. */
export const endByPage: EndRule = (view) => {
  if (view.ending.cause !== 'page-gone') return undefined;
  return {
    code: 'realm.gone',
    severity: 'info',
    conn: view.conn,
    t: view.ending.t,
    title: `${view.conn} ended with its page after ${duration(view.ending.t - view.state.opened.t)}`,
    explanation:
      'The page was reloaded, navigated away or closed; its connections ended with it, without a close of their own.',
    advice: 'Nothing to do. The other side sees a connection that ends without a reason.',
    evidence: [...frames(view, view.state.traffic.in.last, view.state.traffic.out.last), view.ending.evidence],
  };
};

/** 1005 or 1006 on an established connection, where nothing more specific explains it. */
export const endAbnormally: EndRule = (view) => {
  const { code, by } = view.ending;
  if (!view.state.up || by === 'local' || view.ending.read.kind !== 'none' || (code !== 1005 && code !== 1006))
    return undefined;
  return {
    code: 'close.abnormal',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `${view.conn} ended abnormally (${code}) after ${duration(view.ending.t - view.state.opened.t)}`,
    explanation:
      code === 1006
        ? 'The connection broke without a closing handshake: the process or the network at the other end went away.'
        : 'The other end closed without a code or a reason, which the library never does.',
    advice: 'Look at the network and at what ran at the other end at this time.',
    evidence: [...frames(view, view.state.traffic.in.last, view.state.traffic.out.last), ...closeEvidence(view)],
  };
};
