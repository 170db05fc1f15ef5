import { realTiming, type Timing } from '../../lab/peer/timing.ts';
import type { NodePeer } from '../../lab/node-peer.ts';
import type { Lab } from '../../lab/server.ts';
import type { LabTab } from '../lab-tab.ts';

/** The library's own times, only with the long pauses shortened for somebody who watches. */
export const demoTiming: Timing = {
  ...realTiming,
  spareReconnect: 1_000,
  redialDelays: [1_000, 2_000, 4_000],
  reconnectDelay: 600,
  chumPoll: 1_000,
};

const PICTURE_BYTES = 24_000;

/** What the demo shows, step by step. `tell` may take its time, so that a person can follow. */
export async function playStory(lab: Lab, ask: LabTab, tell: (step: string) => Promise<void>): Promise<NodePeer> {
  await tell('Two peers register at the comm server: alice in the page, bob in Node.');
  const bob = await lab.nodePeer('bob', { timing: demoTiming });
  await ask('start', lab.commUrl, { name: 'alice', timing: demoTiming });

  await tell('Alice pairs with bob by his invitation; then both synchronise.');
  await ask('pair', bob.createInvitation().url);
  await ask('connected');

  await tell('They chat.');
  await ask('chat', 'Hello Bob, can you see this in DevTools?');
  await bob.chat.waitFor('Hello Bob, can you see this in DevTools?');
  const picture = Uint8Array.from({ length: PICTURE_BYTES }, (_, index) => (index * index) % 251);
  bob.chat.say('Every frame of it. Here is a picture.', { kind: 'blob', bytes: picture });
  await ask('waitForChat', 'Every frame of it. Here is a picture.');

  await tell('One dial fails: its pairing token is wrong.');
  const reason = await ask('failingDial', 'wrong-token');
  await tell(`The other side closed it: ${reason}`);
  return bob;
}
