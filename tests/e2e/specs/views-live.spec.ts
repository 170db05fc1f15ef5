import { playSession } from '../session.ts';
import { test, expect } from '../test.ts';

/** What each view must say of a healthy pairing with chat, and whether more chat must change what it shows. */
const VIEWS: readonly [view: string, words: readonly string[], grows: boolean][] = [
  ['Connections', ['bob@example.test', 'dialer', 'spare'], true],
  ['Handshakes', ['All handshakes', 'encryption', 'authentication', 'pairing', 'first sync'], false],
  ['Sequence', ['chum.request', 'chum.data', ' polls, '], true],
  ['Sync', ['GET_OBJECT', 'verified'], true],
  ['Plugins', ['encryption › keepalive › fragmentation', 'CHUM'], false],
  ['Stats', ['Throughput', 'WebSocket · comm server'], true],
  ['Findings', ['Nothing to report'], false],
  ['Log', ['WebSocket message received: chum.', 'WebSocket message sent: chum.'], true],
];

test('every view tells a pairing that goes on while it is looked at', async ({ panel, engine, lab }) => {
  await panel.allowDecryption(engine);
  const { peer } = await playSession(lab, engine.ask);
  for (const [view, words, grows] of VIEWS) {
    await panel.showView(view);
    for (const each of words) await expect.poll(panel.viewShown, `${view} says ${each}`).toContain(each);
    if (!grows) continue;
    const before = await panel.viewShown();
    const text = `more for ${view}`;
    await engine.ask('chat', text);
    await peer.chat.waitFor(text);
    await expect.poll(panel.viewShown, `${view} goes on`).not.toBe(before);
  }
});
