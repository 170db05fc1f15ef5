import { monotonic } from '../natives.ts';

/** Questions of this page and the messages that answer them: registration (PROTOCOL §1.1) and the seed dialect. */
const ANSWERS: Readonly<Record<string, string | undefined>> = {
  __proto__: null as never,
  register: 'authentication_request',
  authentication_response: 'authentication_success',
  auth: 'challenge',
  response: 'auth_success',
  pair_request: 'pair_challenge',
  pair_proof: 'pair_success',
  sync_request: 'sync_data',
  heartbeat: 'heartbeat_ack',
};

/** How long answers took, all connections together. */
export interface AnswerTimes {
  count: number;
  sum: number;
}

/** Listens to the messages of one connection; at most one question of a kind is open. */
export function createAnswerTimer(times: AnswerTimes): (dir: 'in' | 'out', name: string) => void {
  const asked = { __proto__: null } as unknown as Record<string, number | undefined>;
  return (dir, name) => {
    if (dir === 'out') {
      const answer = ANSWERS[name];
      if (answer !== undefined) asked[answer] = monotonic();
      return;
    }
    const since = asked[name];
    if (since === undefined) return;
    asked[name] = undefined;
    times.count += 1;
    times.sum += monotonic() - since;
  };
}
