import type { Dir } from '../trace/records.ts';

/** Which message answers which, by name; the answer comes from the other side. CHUM is not here: it has numbers. */
const ANSWERED_BY: Readonly<Record<string, string>> = {
  register: 'authentication_request',
  authentication_response: 'authentication_success',
  ping: 'pong',
  communication_request: 'communication_ready',
  'key-frame': 'key-frame',
  connection_group: 'sync',
  'person-challenge': 'person-response',
  authentication_token: 'identity',
  'debug.start': 'debug.objects',
  'debug.request': 'debug.data',
  auth: 'challenge',
  response: 'auth_success',
  pair_request: 'pair_challenge',
  pair_proof: 'pair_success',
  sync_request: 'sync_data',
  sync_ack: 'sync_complete',
  heartbeat: 'heartbeat_ack',
  'lama.pairing-request': 'lama.pairing-response',
  'device.command': 'device.notice',
  'journal.request': 'journal.response',
};

const ANSWERS = new Map(Object.entries(ANSWERED_BY).map(([question, answer]) => [answer, question]));

interface Question {
  seq: number;
  t: number;
  dir: Dir;
}

/** Matches the questions and answers of one connection that have no numbers of their own. */
export interface Pairs {
  /** Takes the next message; returns the one it answers. */
  next(name: string, seq: number, t: number, dir: Dir): { seq: number; ms: number } | undefined;
}

export function createPairs(): Pairs {
  const open = new Map<string, Question>();
  return {
    next(name, seq, t, dir) {
      const asks = ANSWERS.get(name);
      const question = asks === undefined ? undefined : open.get(asks);
      if (asks !== undefined && question && question.dir !== dir) {
        open.delete(asks);
        return { seq: question.seq, ms: Math.max(0, t - question.t) };
      }
      if (Object.hasOwn(ANSWERED_BY, name)) open.set(name, { seq, t, dir });
      return undefined;
    },
  };
}
