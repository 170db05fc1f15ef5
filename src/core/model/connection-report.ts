import type { ConnectionReport, StateChange } from '../report/report.ts';
import { purposeOf } from './purpose.ts';
import { ownerOf, type ConnectionView } from './view.ts';

/** One connection as `report --json` gives it, without what other connections add to it. */
export function reportConnection(view: ConnectionView): ConnectionReport {
  const { state, ending } = view;
  const { purpose, why, evidence } = purposeOf(state, ending);
  const remote = remoteOf(view);
  const report: ConnectionReport = {
    conn: view.conn,
    page: state.page,
    url: state.url,
    transport: state.transport,
    role: view.role,
    path: view.path,
    purpose,
    purposeBecause: { why, evidence },
    states: withEnd(view),
    phases: view.phases,
    plugins: [...state.plugins],
    opened: state.opened.t,
    messagesIn: state.traffic.in.messages,
    messagesOut: state.traffic.out.messages,
    bytesIn: state.traffic.in.bytes,
    bytesOut: state.traffic.out.bytes,
    keyKnown: view.keyKnown,
    encrypted: state.encrypted !== undefined,
    findings: [],
  };
  if (state.isFromLog) report.via = 'har';
  if (state.group !== undefined) report.group = state.group;
  if (state.localKey !== undefined) report.localKey = state.localKey;
  if (remote) report.remote = remote;
  if (state.libraryId !== undefined) report.libraryId = state.libraryId;
  if (ending) {
    report.ended = ending.t;
    report.close = { code: ending.code, reason: ending.reason, class: ending.class, by: ending.by };
  }
  return report;
}

function remoteOf(view: ConnectionView): ConnectionReport['remote'] {
  const { state } = view;
  const { person, instance, email } = ownerOf(view);
  const remote: NonNullable<ConnectionReport['remote']> = {};
  if (person !== undefined) remote.person = person;
  if (instance !== undefined) remote.instance = instance;
  if (email !== undefined) remote.email = email;
  if (state.remoteKey !== undefined) remote.publicKey = state.remoteKey;
  return Object.keys(remote).length > 0 ? remote : undefined;
}

/** Ends that were meant; everything else is a failure. */
const IN_ORDER: ReadonlySet<string> = new Set(['done', 'replaced', 'duplicate', 'stopped', 'page-gone']);

function withEnd({ state, ending }: ConnectionView): StateChange[] {
  if (!ending) return [...state.states];
  const last: StateChange = {
    state: IN_ORDER.has(ending.class) ? 'CLOSED' : 'FAILED',
    t: ending.t,
    cause: ending.evidence,
  };
  return [...state.states, last];
}
