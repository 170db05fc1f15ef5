import { createNodePeer } from '../../lab/node-peer.ts';
import { shortTiming } from '../../lab/peer/timing.ts';
import { byConnection } from '../by-connection.ts';
import { framesOf } from '../trace-file.ts';
import { test, expect } from '../test.ts';

test('one peer over relay, then direct, then a data channel is one story in that order', async ({
  panel,
  engine,
  lab,
}) => {
  await panel.allowDecryption(engine);
  await engine.ask('start', lab.commUrl, { name: 'alice', timing: shortTiming, redials: false });
  const relayed = await lab.nodePeer('bob', { redials: false });
  await engine.ask('pair', relayed.createInvitation().url);
  await engine.ask('chat', 'By the relay');
  await relayed.chat.waitFor('By the relay');
  await relayed.close();

  const direct = createNodePeer({ name: 'bob', timing: shortTiming, redials: false });
  await direct.listenDirect();
  await engine.ask('pair', direct.createInvitation().url);
  await engine.ask('chat', 'Without a relay');
  await direct.chat.waitFor('Without a relay');
  await direct.close();

  await engine.ask('pairByChannel', 'bob', shortTiming);
  await engine.ask('close');

  await panel.press('row', 'relay → direct → data channel');
  const truth = framesOf(await engine.ask('truth'));
  const peers = truth.filter((frames) => frames.some(({ name }) => name === 'communication_request'));
  const wanted = peers.map((frames) => frames.map(({ dir, name }) => `${dir} ${name}`));
  const shown = async () => byConnection((await panel.frames()).filter(({ conn }) => !conn.endsWith('far')));
  // Both ends of the channels are in this page; what counts here is Alice's side, which dialled.
  const own = async () => (await shown()).filter((frames) => frames[0] === 'out communication_request');
  // What arrives on a channel that is being closed is delivered, and the peer does not count it any more.
  const upTo = (frames: string[], at: number) => frames.slice(0, wanted[at]?.length);
  await expect.poll(async () => (await own()).map(upTo)).toEqual(wanted);

  await panel.showView('Sequence');
  const links = ['socket to the comm server', 'socket to the peer', 'data channel to the peer'];
  const story = async () => {
    const taken = (await panel.sequence()).flatMap((text) => links.filter((link) => text.includes(link)));
    return taken.filter((link, at) => link !== taken[at - 1]);
  };
  await expect.poll(story).toEqual(links);
  await panel.showView('Stats');
  for (const way of ['WebSocket · comm server', 'WebSocket · direct', 'WebRTC data channel'])
    await expect.poll(() => panel.viewShown()).toContain(way);
});
