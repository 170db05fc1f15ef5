import type { ScenarioResult } from '../scenarios/scenario.ts';
import { createSeedClient, type SeedClient, type SeedClientOptions } from './seed-client.ts';
import type { SeedLine } from './seed-line.ts';
import { startSeedServer, type SeedServer, type SeedServerOptions } from './seed-server.ts';

const SECRET = 'correct horse battery staple';
const INVITE = 'one-invitation-that-bob-has-issued';

/** Alice dials Bob, who serves the dialect: two sides with a recording and a truth each. */
export interface SeedSession {
  alice: SeedClient;
  bob: SeedServer;
  /** Alice's end. */
  line: SeedLine;
  result(): ScenarioResult;
}

export interface SeedSessionOptions {
  alice?: Partial<SeedClientOptions>;
  bob?: Partial<SeedServerOptions>;
}

export async function withSeedSession(
  options: SeedSessionOptions,
  play: (session: SeedSession) => Promise<void>,
): Promise<ScenarioResult> {
  const bob = await startSeedServer('bob', { secret: SECRET, invite: INVITE, ...options.bob });
  try {
    const alice = createSeedClient('alice', { secret: SECRET, invite: INVITE, ...options.alice });
    const session: SeedSession = {
      alice,
      bob,
      line: await alice.dial(bob.url),
      result: () => ({
        recordings: { alice: alice.recording(), bob: bob.recording() },
        truth: { alice: alice.truth(), bob: bob.truth() },
      }),
    };
    await play(session);
    return session.result();
  } finally {
    bob.stop();
  }
}
