import type { CommServer } from '../lab/comm/comm-server.ts';
import { chooseSeed, seededRandom } from './seeded-random.ts';

export interface Deaths {
  /** Resolves when every death has happened; fails with the first that could not. */
  done(): Promise<void>;
  /** The relayed frames at which they struck. */
  moments: readonly number[];
}

/**
 * Lets the background die at random moments of an exchange: each is a number of frames that the lab's server has relayed, so that
 * a seed brings the same moments back on a slower machine.
 */
export function scheduleDeaths(server: CommServer, count: number, frames: number, die: () => Promise<void>): Deaths {
  const seed = chooseSeed();
  const random = seededRandom(seed);
  // The last tenth stays free, so that the last death, too, finds an exchange to interrupt.
  const moments = Array.from({ length: count }, () => Math.floor(random() * frames * 0.9)).sort((a, b) => a - b);
  console.log(`background dies after frames ${moments.join(', ')} (ONE_TRACE_SEED=${seed})`);
  let relayed = 0;
  let next = 0;
  let deaths = Promise.resolve();
  const { intercept } = server;
  server.intercept = (frame) => {
    relayed++;
    // One after the other: a moment that comes while the last death still goes on strikes right after it.
    for (; next < count && relayed >= (moments[next] ?? 0); next++) deaths = deaths.then(die);
    return intercept(frame);
  };
  return {
    moments,
    async done() {
      await deaths;
      if (next < count) throw new Error(`only ${next} of ${count} deaths happened`);
    },
  };
}
