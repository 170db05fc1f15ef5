import type { ConnectionState } from './connection-state.ts';
import { bothOf, firstOf } from './milestones.ts';
import { frameProof } from './proof.ts';
import type { Pairing, SessionState } from './session-state.ts';
import { present } from './text.ts';

const MAX_PAIRINGS = 10_000;

/** Keeps a pairing once both identities were exchanged. */
export function notePairing(session: SessionState, state: ConnectionState): void {
  const done = bothOf(state.said, 'pairing-identity') ?? firstOf(state.said, 'seed:pair_success');
  if (!done || session.pairings.length >= MAX_PAIRINGS) return;
  if (session.pairings.some(({ conn }) => conn === state.conn)) return;
  const { person, instanceKey } = state.parties.in;
  session.pairings.push({
    ...frameProof(state.conn, done),
    conn: state.conn,
    ...present<Pick<Pairing, 'person' | 'key'>>({ person, key: instanceKey ?? state.remoteKey }),
  });
  session.context++;
}
