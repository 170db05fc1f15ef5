import { countOf, lastOf, type Milestones } from './milestones.ts';
import type { FrameMark } from './proof.ts';

/** What each answer of the seed document's dialect answers ("Message Protocol Analysis"). */
const ASKED: Readonly<Record<string, string | undefined>> = {
  challenge: 'auth',
  auth_success: 'response',
  pair_challenge: 'pair_request',
  pair_success: 'pair_proof',
  sync_data: 'sync_request',
  sync_ack: 'sync_data',
  heartbeat_ack: 'heartbeat',
};

/** Our question that this answer, already counted, belongs to: the n-th of either. Later parts of a synchronisation were not asked for. */
export function seedQuestion(said: Milestones, answer: string): FrameMark | undefined {
  const asked = Object.hasOwn(ASKED, answer) ? ASKED[answer] : undefined;
  if (asked === undefined || countOf(said, `seed:${asked}`, 'out') !== countOf(said, `seed:${answer}`, 'in'))
    return undefined;
  return lastOf(said, `seed:${asked}`, 'out');
}

export interface SeedQuestion {
  mark: FrameMark;
  asked: 'sync_request' | 'sync_data' | 'heartbeat';
  missing: 'sync_data' | 'sync_ack' | 'heartbeat_ack';
}

/** The message of a synchronisation, or the heartbeat, that nothing has answered so far, in either direction. */
export function openSeedQuestion(said: Milestones): SeedQuestion | undefined {
  const last = (type: string): FrameMark | undefined => lastOf(said, `seed:${type}`);
  const after = (mark: FrameMark, other: FrameMark | undefined): boolean => other === undefined || mark.seq > other.seq;
  const [request, data, ack, complete] = ['sync_request', 'sync_data', 'sync_ack', 'sync_complete'].map(last);
  if (data && after(data, ack) && after(data, complete)) return { mark: data, asked: 'sync_data', missing: 'sync_ack' };
  if (request && after(request, data) && after(request, complete))
    return { mark: request, asked: 'sync_request', missing: 'sync_data' };
  const beat = last('heartbeat');
  return beat && after(beat, last('heartbeat_ack'))
    ? { mark: beat, asked: 'heartbeat', missing: 'heartbeat_ack' }
    : undefined;
}
