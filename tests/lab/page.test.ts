import { compileFunction } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { buildLabPage } from './build-lab-page.ts';
import type { LabPage } from './page/page.ts';
import { shortTiming } from './peer/timing.ts';
import { startLab, type Lab } from './server.ts';

let lab: Lab;
let script: string;

beforeAll(async () => {
  ({ script } = await buildLabPage());
  lab = await startLab({ peer: { timing: shortTiming } });
}, 60_000);
afterAll(() => lab.close());

/** Runs the bundled script as a page would, with the sockets of Node. */
function loadPage(): LabPage {
  const realm: { lab?: LabPage } = {};
  const run = compileFunction(script, ['window', 'WebSocket', 'document']) as (...globals: unknown[]) => void;
  run(realm, WebSocket, { getElementById: () => null });
  if (!realm.lab) throw new Error('The script did not set window.lab');
  return realm.lab;
}

async function fetchText(url: string): Promise<string> {
  return (await fetch(url)).text();
}

describe('the lab page', () => {
  test('is one classic script', () => {
    expect(script).not.toMatch(/^\s*(import|export)\b/m);
  });

  test('is served with the script beside it, or inline', async () => {
    expect(await fetchText(lab.pageUrl)).toContain('src="/lab.js"></script>');
    expect(await fetchText(new URL('/lab.js', lab.pageUrl).href)).toBe(script);
    expect(await fetchText(lab.inlinePageUrl)).toContain(`window.lab.start("${lab.commUrl}")`);
  });

  test('pairs, chats, floods, fails on demand and tells the truth', async () => {
    const page = loadPage();
    const bob = await lab.nodePeer('bob');
    await page.start(lab.commUrl, { timing: shortTiming });
    await page.pair(bob.createInvitation().url);
    await page.chat('hello from the page');
    await bob.chat.waitFor('hello from the page');
    bob.chat.say('hello page', { kind: 'blob', bytes: new Uint8Array(100_000) });
    await page.waitForChat('hello page');
    expect(await page.messages()).toEqual(['hello page']);

    expect(await page.flood(500, 200)).toMatchObject({ messages: 500, bytes: 100_000 });
    const [root] = bob.store.roots.filter(({ type }) => type === 'unversioned');
    expect(await page.exchange(100, root?.type === 'unversioned' ? root.hash : '')).toMatchObject({ messages: 100 });
    expect(await page.failingDial('unknown-target')).toBe(
      'Close called: No listening connection for the specified publicKey.',
    );

    const truth = await page.truth();
    const frames = truth.connections.flatMap(({ entries }) => entries).filter((entry) => entry.kind === 'frame');
    const flooded = frames.filter(
      ({ plain }) => plain?.type === 'text' && plain.text.length === 200 && plain.text.endsWith('xxx"}'),
    );
    expect(flooded).toHaveLength(500);
    expect(JSON.parse(await page.truthJson())).toEqual(truth);
    await page.close();
  });
});
