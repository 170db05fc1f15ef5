import type { Dir } from '../trace/records.ts';
import type { Fact } from './facts.ts';
import type { Asked } from './reading.ts';

/** CHUM requests of one connection that wait for their answers. Numbers are per sender (PROTOCOL §6). */
export interface Requests {
  /** The request of the other side that `id` in an answer sent in `dir` means. */
  asked(dir: Dir, id: number): Asked | undefined;
  learn(dir: Dir, seq: number, t: number, facts: readonly Fact[]): void;
}

/** A peer that never gets answers keeps no more than this many; the oldest are forgotten first. */
const MAX_PENDING = 4096;

const other = (dir: Dir): Dir => (dir === 'in' ? 'out' : 'in');

export function createRequests(): Requests {
  const pending: Record<Dir, Map<number, Asked>> = { in: new Map(), out: new Map() };

  function ask(dir: Dir, id: number, asked: Asked): void {
    const waiting = pending[dir];
    waiting.delete(id);
    waiting.set(id, asked);
    if (waiting.size <= MAX_PENDING) return;
    const oldest = waiting.keys().next();
    if (!oldest.done) waiting.delete(oldest.value);
  }

  return {
    asked: (dir, id) => pending[other(dir)].get(id),
    learn(dir, seq, t, facts) {
      for (const fact of facts) {
        if (fact.kind === 'rpc-request') {
          const { id, serviceId, hash } = fact;
          ask(dir, id, { seq, t, serviceId, ...(hash === undefined ? {} : { hash }) });
        } else if (fact.kind === 'rpc-answer' && fact.final) pending[other(dir)].delete(fact.id);
      }
    },
  };
}
