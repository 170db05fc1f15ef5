import { shortTiming } from '../../lab/peer/timing.ts';
import { NONCE } from '../../lab/serve-lab.ts';
import type { Lab } from '../../lab/server.ts';
import type { Engine } from '../engine.ts';
import { recordsOf } from '../stored-recordings.ts';
import { test, expect } from '../test.ts';
import { framesOf } from '../trace-file.ts';

test.use({ installLater: true });

const POLICIES = [
  "default-src 'self'; connect-src *",
  "default-src 'none'; script-src 'self'; connect-src *",
  `script-src 'nonce-${NONCE}' 'strict-dynamic'`,
  "worker-src 'none'",
  "require-trusted-types-for 'script'; trusted-types 'none'",
  'sandbox allow-scripts allow-same-origin',
];

const options = { name: 'alice', timing: shortTiming, redials: false };

/** A whole session under a policy: what was said on each connection, as the lab has it, and what the page could notice. */
async function play({ goto, ask }: Engine, { pageUrl, commUrl, nodePeer }: Lab, policy: string, turn: string) {
  await goto(`${pageUrl}?${turn}&csp=${encodeURIComponent(policy)}`);
  const bob = await nodePeer(`bob of ${turn}`);
  await ask('start', commUrl, options);
  await ask('pair', bob.createInvitation().url);
  await ask('chat', 'from the page');
  await bob.chat.waitFor('from the page');
  bob.chat.say('from Node');
  await ask('waitForChat', 'from Node');
  await ask('close');
  const connections = framesOf(await ask('truth'));
  return {
    frames: connections.flat(),
    noticed: {
      // Keys, paddings and the number of polls differ from session to session.
      connections: connections.map((frames) => [...new Set(frames.map(({ dir, name }) => `${dir} ${name}`))].sort()),
      chat: await ask('messages'),
      // Refusals of the document's own style and icon come when the browser likes, also before anybody listens.
      complaints: (await ask('complaints')).filter((text) => !/^(style|img)-src/.test(text)),
    },
  };
}

test('under every policy a page behaves with capture as it does without, and is captured', async ({ engine, lab }) => {
  test.slow();
  const bare = new Map<string, unknown>();
  for (const [turn, policy] of POLICIES.entries())
    bare.set(policy, (await play(engine, lab, policy, `bare-${turn}`)).noticed);

  await engine.install();
  const sizes: number[] = [];
  for (const [turn, policy] of POLICIES.entries()) {
    const { frames, noticed } = await play(engine, lab, policy, `captured-${turn}`);
    expect(noticed, policy).toEqual(bare.get(policy));
    sizes.push(...frames.map(({ size }) => size));
  }
  const seen = async () =>
    (await engine.stored()).flatMap(recordsOf).flatMap((record) => (record.kind === 'frame' ? [record.size] : []));
  await expect.poll(async () => (await seen()).sort((a, b) => a - b)).toEqual(sizes.sort((a, b) => a - b));
});
