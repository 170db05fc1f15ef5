import { peerName, said } from '../../model/view.ts';
import { duration } from '../../report/words.ts';
import { closeEvidence, frames, type EndRule } from '../rule.ts';

/** The relay handed the dial to a spare that was dead already (PROTOCOL §1.6). */
export const endByStaleSpare: EndRule = (view) => {
  const request = said(view, 'communication-request');
  if (view.ending.read.kind !== 'stale-spare' || !request) return undefined;
  return {
    code: 'comm.stale-spare',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `The comm server picked a dead spare of ${peerName(view)} for ${view.conn}`,
    explanation: `The peer is registered at ${view.state.host}, but the waiting connection the server chose had already been lost. The dial ended ${duration(view.ending.t - request.t)} after its request.`,
    advice:
      'Usual for up to 26 s after a peer went to sleep or lost its network: the server notices by its ping. The next dial takes the next spare; if it goes on, look at the peer.',
    evidence: [...frames(view, request), ...closeEvidence(view)],
  };
};

/** Nobody is registered under the wanted key. */
export const endByNotRegistered: EndRule = (view) => {
  const request = said(view, 'communication-request');
  if (view.ending.read.kind !== 'not-registered' || !request) return undefined;
  return {
    code: 'comm.target-not-registered',
    severity: 'error',
    conn: view.conn,
    t: view.ending.t,
    title: `No one is registered at ${view.state.host} under the key that ${view.conn} asked for`,
    explanation: `The comm server knows no waiting connection of ${peerName(view)} and refused the dial after ${duration(view.ending.t - request.t)}.`,
    advice:
      'The peer is offline, uses another comm server, or runs without a route for unknown callers (pairing switched off). Compare the key in the request with the key in the peer’s `register`.',
    evidence: [...frames(view, request), ...closeEvidence(view)],
  };
};
