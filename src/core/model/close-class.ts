import type { CloseClass } from '../report/report.ts';
import type { ConnectionState } from './connection-state.ts';
import type { Ending } from './ending.ts';
import { bothOf, firstOf } from './milestones.ts';

/**
 * What kind of end it was. An end without a word is in order where this page closed by itself, and abnormal where a peer
 * connection was under way: the library always gives a text (PROTOCOL §5.4), a relay passes 1006 on as 1000 without one (§1.4).
 */
export function closeClassOf(state: ConnectionState, ending: Ending): CloseClass {
  if (ending.cause === 'page-gone') return 'page-gone';
  if (!state.up) return 'abnormal';
  const { kind, class: said } = ending.read;
  if (kind === 'none' && ending.by !== 'local' && !isOrderlyMute(state, ending) && isPeerConnection(state))
    return 'abnormal';
  // A server that stops closes its spares with the bare text (§1.4); a person check that fails does the same (§3.2).
  if (kind === 'plain' && ending.by === 'remote' && isSpare(state)) return 'abnormal';
  if (kind === 'plain' && isBetweenChallenges(state)) return 'refused';
  return said;
}

/** A data channel can carry no text: 1000 is all that an orderly end over there looks like. */
export function isOrderlyMute({ transport }: ConnectionState, { code }: Ending): boolean {
  return transport === 'webrtc' && code === 1000;
}

/** Both key frames were seen: from here on two peers speak to each other. */
export function isPeerConnection({ said }: ConnectionState): boolean {
  return bothOf(said, 'key-frame') !== undefined;
}

function isSpare({ said }: ConnectionState): boolean {
  return firstOf(said, 'authentication-success', 'in') !== undefined && !firstOf(said, 'handover', 'in');
}

/** The person check has begun and is not through. */
export function isBetweenChallenges({ said }: ConnectionState): boolean {
  return firstOf(said, 'person-challenge') !== undefined && !bothOf(said, 'instance');
}
