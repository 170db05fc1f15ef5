import { shortTiming } from '../lab/peer/timing.ts';
import type { Lab } from '../lab/server.ts';
import type { Engine } from './engine.ts';

/** The lab in a worker of the page pairs with Bob, says a word, and ends. */
export async function pairInWorker({ ask }: Engine, lab: Lab): Promise<void> {
  const bob = await lab.nodePeer('bob', { redials: false });
  await ask('inWorker', 'start', lab.commUrl, { name: 'alice', timing: shortTiming, redials: false });
  await ask('inWorker', 'pair', bob.createInvitation().url);
  await ask('inWorker', 'chat', 'Out of a worker');
  await bob.chat.waitFor('Out of a worker');
  await ask('inWorker', 'close');
}
