import type { Path, Role } from '../report/report.ts';
import type { ConnectionState } from './connection-state.ts';
import type { Ending } from './ending.ts';
import { isKnownCommHost } from './host.ts';
import { countOf, firstOf } from './milestones.ts';
import type { SessionState } from './session-state.ts';

/** A socket changes its role at `connection_handover`: what counts is what it has become. */
export function roleOf({ said, transport }: ConnectionState): Role {
  // Of the two ends of a GATT connection a page can only be the one that connects.
  if (transport === 'bluetooth') return 'dialer';
  if (firstOf(said, 'communication-request', 'out')) return 'dialer';
  if (firstOf(said, 'handover', 'in') || firstOf(said, 'communication-request', 'in')) return 'listener';
  if (firstOf(said, 'register', 'out')) return 'spare';
  return 'unknown';
}

/** Close texts that only a communication server writes (PROTOCOL §1.6). */
const SERVER_REASONS: ReadonlySet<string> = new Set([
  'not-registered',
  'stale-spare',
  'auth-refused',
  'malformed-message',
]);

export function pathOf(state: ConnectionState, session: SessionState, ending: Ending | undefined): Path {
  if (state.transport !== 'websocket') return state.relayed ? 'relay' : 'direct';
  if (isKnownCommHost(state.host) || session.commHosts.has(state.host)) return 'relay';
  if (ending?.by === 'remote' && SERVER_REASONS.has(ending.read.kind)) return 'relay';
  const answered = state.traffic.in.messages > 0;
  const peerToPeer = countOf(state.said, 'communication-ready') > 0 || countOf(state.said, 'key-frame') > 0;
  return answered && peerToPeer ? 'direct' : 'unknown';
}
