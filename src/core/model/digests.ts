import { judgeConnection } from '../findings/judge.ts';
import type { ConnectionReport, Finding } from '../report/report.ts';
import { reportConnection } from './connection-report.ts';
import type { ConnectionState } from './connection-state.ts';
import type { SessionState } from './session-state.ts';
import { viewConnection, type ConnectionView } from './view.ts';

/** What follows from one connection and the context of its session. */
export interface Digest {
  view: ConnectionView;
  findings: Finding[];
  /** Without what other connections add to it: lineage, and findings of the whole. */
  report: ConnectionReport;
}

interface Kept {
  version: number;
  context: number;
  digest: Digest;
}

/**
 * Draws the conclusions of single connections. Those of a connection that was closed change only with its context, so they
 * are kept: a long session costs what its open connections cost.
 */
export function createDigests(session: SessionState): (state: ConnectionState) => Digest {
  const kept = new WeakMap<ConnectionState, Kept>();
  return (state) => {
    const known = kept.get(state);
    if (known && known.version === state.version && known.context === session.context) return known.digest;
    const view = viewConnection(state, session);
    const digest = { view, findings: judgeConnection(view), report: reportConnection(view) };
    if (state.close) kept.set(state, { version: state.version, context: session.context, digest });
    return digest;
  };
}
