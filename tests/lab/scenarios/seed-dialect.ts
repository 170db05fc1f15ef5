import { waitUntil } from '../wait-until.ts';
import { withSeedSession, type SeedSession, type SeedSessionOptions } from '../seed/seed-lab.ts';
import type { SeedType } from '../seed/seed-message.ts';
import { closedOnBoth, foundByBoth } from './both-sides.ts';
import type { Scenario } from './scenario.ts';

const OBJECTS = Array.from({ length: 20 }, (_, at) => `object ${at} of the seed dialect, ${'x'.repeat(at * 40)}`);
const DONE = 'Close called.';

type Play = (session: SeedSession) => Promise<void>;

const heard = (session: SeedSession, type: SeedType, count = 1): Promise<void> =>
  waitUntil(() => session.line.heard(type) >= count);

const bobHeard = ({ bob }: SeedSession, type: SeedType): Promise<void> =>
  waitUntil(() => (bob.lines[0]?.heard(type) ?? 0) > 0);

const signIn: Play = async (session) => {
  session.alice.signIn(session.line);
  await heard(session, 'auth_success');
};

const pair: Play = async (session) => {
  session.alice.pair(session.line);
  await heard(session, 'pair_success');
};

const sync: Play = async (session) => {
  session.alice.sync(session.line);
  await heard(session, 'sync_complete');
};

async function beat(session: SeedSession, times: number): Promise<void> {
  for (let at = 1; at <= times; at++) {
    session.alice.beat(session.line);
    await heard(session, 'heartbeat_ack', at);
  }
}

async function hangUp(session: SeedSession): Promise<void> {
  session.line.close();
  await closed(session);
}

/** Both sides have seen the end. */
const closed = ({ alice, bob }: SeedSession): Promise<void> =>
  waitUntil(() =>
    [alice, bob].every((side) => side.truth().connections[0]?.entries.some(({ kind }) => kind === 'close') === true),
  );

/** Time in which nothing more was said, as the recordings show it. */
function silence({ alice, bob }: SeedSession, ms: number): void {
  for (const { recorder } of [alice, bob]) recorder.note('nothing more has happened', ms);
}

function scenario(
  about: Omit<Scenario, 'run'>,
  options: SeedSessionOptions,
  play: (session: SeedSession) => Promise<void>,
): Scenario {
  return { ...about, run: () => withSeedSession(options, play) };
}

/** The seed document's own messages, which no real application sends (ONE-PROTOCOL §10). */
export const seedDialect: readonly Scenario[] = [
  scenario(
    {
      name: 'seed-session',
      story: 'Alice signs in, pairs, synchronises, beats and leaves, in the messages of the seed document.',
      healthy: true,
      closes: closedOnBoth(DONE),
    },
    { bob: { objects: OBJECTS } },
    async (session) => {
      for (const step of [signIn, pair, sync]) await step(session);
      await beat(session, 2);
      await hangUp(session);
    },
  ),
  scenario(
    {
      name: 'seed-control-channel',
      story: 'Alice signs in and then only says that she is there.',
      healthy: true,
      closes: closedOnBoth(DONE),
    },
    {},
    async (session) => {
      await signIn(session);
      await beat(session, 4);
      await hangUp(session);
    },
  ),
  scenario(
    {
      name: 'seed-auth-refused',
      story: 'Alice answers the challenge with the wrong secret, and Bob closes.',
      healthy: false,
      expectedFindings: foundByBoth('comm.auth-failed'),
      closes: closedOnBoth('Close called: Error: auth failed, the proof does not fit the challenge'),
    },
    { alice: { secret: 'wrong' } },
    async (session) => {
      session.alice.signIn(session.line);
      await closed(session);
    },
  ),
  scenario(
    {
      name: 'seed-auth-unanswered',
      story: 'Bob challenges Alice and never says whether her answer was right.',
      healthy: false,
      expectedFindings: foundByBoth('comm.unanswered'),
    },
    { bob: { silentAbout: ['auth_success'] } },
    async (session) => {
      session.alice.signIn(session.line);
      await bobHeard(session, 'response');
      silence(session, 6_000);
    },
  ),
  scenario(
    {
      name: 'seed-pairing-refused',
      story: 'Alice has an invitation that Bob never issued.',
      healthy: false,
      expectedFindings: foundByBoth('pairing.incomplete'),
      closes: closedOnBoth('Close called: Error: trust proof rejected, no such invitation'),
    },
    { alice: { invite: 'another' } },
    async (session) => {
      await signIn(session);
      session.alice.pair(session.line);
      await closed(session);
    },
  ),
  scenario(
    {
      name: 'seed-pairing-unanswered',
      story: 'Alice proves the invitation and Bob never says that they are paired.',
      healthy: false,
      expectedFindings: foundByBoth('pairing.incomplete'),
    },
    { bob: { silentAbout: ['pair_success'] } },
    async (session) => {
      await signIn(session);
      session.alice.pair(session.line);
      await bobHeard(session, 'pair_proof');
      silence(session, 6_000);
    },
  ),
  scenario(
    {
      name: 'seed-missing-ack',
      story: 'Alice takes the first objects and never says so; Bob waits before he sends more.',
      healthy: false,
      expectedFindings: foundByBoth('chum.request-unanswered'),
    },
    { alice: { silentAbout: ['sync_ack'] }, bob: { objects: OBJECTS } },
    async (session) => {
      await signIn(session);
      session.alice.sync(session.line);
      await heard(session, 'sync_data');
      silence(session, 11_000);
    },
  ),
  scenario(
    {
      name: 'seed-missing-heartbeat-ack',
      story: 'Bob hears the heartbeat and does not answer it.',
      healthy: false,
      expectedFindings: foundByBoth('keepalive.unanswered'),
    },
    { bob: { silentAbout: ['heartbeat_ack'] } },
    async (session) => {
      await signIn(session);
      session.alice.beat(session.line);
      await bobHeard(session, 'heartbeat');
      silence(session, 11_000);
    },
  ),
];
