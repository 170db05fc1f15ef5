import type { Evidence, Purpose } from '../report/report.ts';
import type { ConnectionState } from './connection-state.ts';
import type { Ending } from './ending.ts';
import { carriesData, firstOfGatt } from './gatt.ts';
import { countOf, firstOf, lastOf, type MilestoneKind } from './milestones.ts';

export interface PurposeReport {
  purpose: Purpose;
  why: string;
  evidence: Evidence[];
}

/** What a connection is for, by what it does: the group it asked for, else its behaviour. */
export function purposeOf(state: ConnectionState, ending: Ending | undefined): PurposeReport {
  const { said, conn } = state;
  const proof = (...kinds: MilestoneKind[]): Evidence[] =>
    kinds.flatMap((kind) => {
      const mark = firstOf(said, kind);
      return mark ? [{ conn, seq: mark.seq }] : [];
    });
  const says = (kind: MilestoneKind): boolean => countOf(said, kind) > 0;

  if (state.group === 'pairing' || says('pairing-token') || says('seed:pair_request'))
    return {
      purpose: 'pairing',
      why: 'asks for the group pairing or shows a token',
      evidence: proof('group', 'pairing-token', 'seed:pair_request'),
    };
  if (state.group === 'debug' || says('debug'))
    return { purpose: 'debug', why: 'speaks the debug protocol', evidence: proof('group', 'debug') };
  if (state.group === 'chum' || says('rpc-request') || says('seed:sync_request') || says('seed:sync_data'))
    return {
      purpose: 'data',
      why: `synchronises objects, ${state.requests.asked} requests so far`,
      evidence: proof('group', 'rpc-request', 'seed:sync_request', 'seed:sync_data'),
    };
  const gatt = state.transport === 'bluetooth' ? overGatt(state) : undefined;
  if (gatt) return gatt;
  if (says('communication-request'))
    return state.encrypted
      ? byVolume(state)
      : {
          purpose: 'discovery',
          why: ending ? 'asked for a peer and ended without one' : 'asks for a peer',
          evidence: [...proof('communication-request'), ...(ending ? [ending.evidence] : [])],
        };
  if (says('register') || says('ping') || says('keepalive') || says('seed:heartbeat'))
    return {
      purpose: 'control',
      why: `registration and signs of life, ${state.traffic.in.messages + state.traffic.out.messages} messages`,
      evidence: proof('register', 'ping', 'seed:heartbeat'),
    };
  return seedLike(state, ending);
}

/** What a device is connected for, the weightiest first (PROTOCOL §11). */
function overGatt(state: ConnectionState): PurposeReport | undefined {
  const { conn } = state;
  for (const [purpose, why, fits] of OVER_GATT) {
    const mark = firstOfGatt(state, fits);
    if (mark) return { purpose, why, evidence: [{ conn, seq: mark.seq }] };
  }
  return undefined;
}

const begins =
  (...starts: string[]) =>
  (name: string): boolean =>
    starts.some((start) => name.startsWith(start));

const OVER_GATT: readonly (readonly [Purpose, string, (name: string) => boolean])[] = [
  ['pairing', 'asks a device to be paired', begins('lama.pairing')],
  ['data', 'exchanges data with a device', carriesData],
  ['control', 'sets up the network of a device', begins('wifi.')],
  ['discovery', 'asks a device what it is', begins('device.', 'lama.device-info', 'lama.handshake', 'lama.announce')],
  ['control', 'signs of life of a device', begins('lama.')],
];

/** Encrypted without a key: how much flows is all there is to go by (UI §4). */
function byVolume(state: ConnectionState): PurposeReport {
  const frames = state.traffic.in.messages + state.traffic.out.messages;
  const evidence: Evidence[] = state.encrypted ? [{ conn: state.conn, seq: state.encrypted.seq }] : [];
  const BUSY_FRAMES = 60;
  return frames >= BUSY_FRAMES
    ? { purpose: 'data', why: `${frames} encrypted messages, which only a synchronisation makes`, evidence }
    : { purpose: 'unknown', why: 'encrypted, and too little of it to tell', evidence };
}

/** Query, response, close: a few messages on a connection that was soon over. */
function seedLike(state: ConnectionState, ending: Ending | undefined): PurposeReport {
  const { traffic, conn } = state;
  const FEW = 6;
  const SHORT_MS = 10_000;
  const brief = ending !== undefined && ending.t - state.opened.t < SHORT_MS;
  const asked = traffic.out.last;
  const answered = traffic.in.last;
  if (brief && asked && answered && traffic.in.messages + traffic.out.messages <= FEW)
    return {
      purpose: 'discovery',
      why: 'asked, was answered and closed',
      evidence: [{ conn, seq: asked.seq }, { conn, seq: answered.seq }, ending.evidence],
    };
  if (lastOf(state.said, 'seed:auth_success'))
    return { purpose: 'control', why: 'signed in and did no more', evidence: [] };
  return { purpose: 'unknown', why: 'nothing tells', evidence: [] };
}
