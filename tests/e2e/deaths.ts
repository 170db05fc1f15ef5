import type { CommServer } from '../lab/comm/comm-server.ts';
import { chooseSeed, seededRandom } from './seeded-random.ts';

/**
 * Lets the background die at random moments of an exchange: each is a number of frames that the lab's server has relayed, so that
 * a seed brings the same moments back on a slower machine. Resolves when every death has happened; fails with the first that could not.
 */
export async function dieAtRandom(
  server: CommServer,
  count: number,
  frames: number,
  die: () => Promise<void>,
): Promise<void> {
  const seed = chooseSeed();
  const random = seededRandom(seed);
  const moments = Array.from({ length: count }, () => Math.floor(random() * frames)).sort((a, b) => a - b);
  console.log(`background dies after frames ${moments.join(', ')} (ONE_TRACE_SEED=${seed})`);
  let relayed = 0;
  let reached = (): void => undefined;
  const { intercept } = server;
  server.intercept = (frame) => {
    relayed++;
    reached();
    return intercept(frame);
  };
  // One after the other: a moment that comes while the last death still goes on strikes right after it.
  for (const moment of moments) {
    await new Promise<void>((resolve) => {
      reached = () => {
        if (relayed >= moment) resolve();
      };
      reached();
    });
    await die();
  }
}
