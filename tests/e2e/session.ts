import type { NodePeer } from '../lab/node-peer.ts';
import { shortTiming } from '../lab/peer/timing.ts';
import type { Lab } from '../lab/server.ts';
import type { LabTab } from './lab-tab.ts';

/** A page that paired with a peer in Node, by the peer's invitation, and chats with it. */
export interface Session {
  peer: NodePeer;
  /** The invitation's secret. */
  token: string;
}

/** The main job of a ONE page: register, pair by invitation, sync, chat in both directions. */
export async function playSession(lab: Lab, ask: LabTab): Promise<Session> {
  const peer = await lab.nodePeer('bob');
  await ask('start', lab.commUrl, { name: 'alice', timing: shortTiming });
  const { url, invitation } = peer.createInvitation();
  await ask('pair', url);
  await ask('chat', 'Hello from the page');
  await peer.chat.waitFor('Hello from the page');
  peer.chat.say('Hello from Node');
  await ask('waitForChat', 'Hello from Node');
  return { peer, token: invitation.token };
}
