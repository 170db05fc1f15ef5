import { bothOf, firstOf } from './milestones.ts';
import { frameProof, type Proof } from './proof.ts';
import type { SessionState } from './session-state.ts';

/** A pairing that went through, with whom. */
export interface Pairing extends Proof {
  conn: string;
  person?: string;
  /** Instance key of the other side, which later dials are addressed to. */
  key?: string;
}

export function pairingsOf(session: SessionState): Pairing[] {
  return [...session.connections.values()].flatMap((state) => {
    const done = bothOf(state.said, 'pairing-identity') ?? firstOf(state.said, 'seed:pair_success');
    if (!done) return [];
    const { person, instanceKey } = state.parties.in;
    const pairing: Pairing = { ...frameProof(state.conn, done), conn: state.conn };
    if (person !== undefined) pairing.person = person;
    const key = instanceKey ?? state.remoteKey;
    if (key !== undefined) pairing.key = key;
    return [pairing];
  });
}
