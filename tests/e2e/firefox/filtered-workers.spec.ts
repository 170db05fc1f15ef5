import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { startSocketServer, type SocketServer } from '../content/socket-server.ts';
import { extensionDir } from '../extension-dir.ts';
import { realmPages } from '../matrix/realm-page.ts';
import { recordsOf } from '../stored-recordings.ts';
import { expect, test as base } from '../test.ts';
import { awaitBackground, backgroundState, terminateBackground } from './background.ts';
import { firefoxEngine, type FirefoxEngine } from './engine.ts';
import { allowFilter, dropFilter } from './filter.ts';
import { openTab } from './tabs.ts';

const KINDS = ['classic worker', 'module worker', 'nested worker', 'blob worker', 'data worker', 'shared worker'];
const REQUEST = JSON.stringify({
  command: 'communication_request',
  sourcePublicKey: 'ab'.repeat(32),
  targetPublicKey: 'ab'.repeat(32),
});

/** A site whose user lets scripts of workers be filtered, and what it heard. */
interface Site {
  engine: FirefoxEngine;
  server: SocketServer;
  /** A script that says a word over a socket of its own. */
  saying(word: string): string;
  heard(): Set<string>;
  said(): Promise<Set<string>>;
  gaps(): Promise<string[]>;
}

const test = base.extend<{ site: Site }>({
  site: async ({}, use) => {
    const look = { dock: 'bottom', theme: 'light' } as const;
    const engine = await firefoxEngine({ extension: extensionDir('firefox'), look, installLater: false });
    const server = await startSocketServer();
    await engine.goto(`${server.http}/`);
    await allowFilter(engine, await engine.openPanel());
    const records = async (): Promise<TraceRecord[]> => (await engine.stored()).flatMap(recordsOf);
    await use({
      engine,
      server,
      saying: (word) =>
        `{ const socket = new WebSocket('${server.ws}/sink'); socket.onopen = () => { socket.send('${REQUEST}'); socket.send('${word}'); }; }`,
      heard: () => new Set(server.received.map(({ data }) => String(data))),
      said: async () =>
        new Set(
          (await records()).flatMap((record) =>
            record.kind === 'frame' && record.dir === 'out' ? [new TextDecoder().decode(record.payload)] : [],
          ),
        ),
      gaps: async () =>
        (await records()).flatMap((record) => (record.kind === 'note' && record.type === 'gap' ? [record.text] : [])),
    });
    await engine.close();
    await server.close();
  },
});

test.beforeEach(() => test.slow());

test('shared workers are recorded from their first frame, beside workers of every other kind', async ({ site }) => {
  const { engine, server, heard, said, gaps } = site;
  Object.assign(server.documents, realmPages(server.ws, server.http.replace('127.0.0.1', 'localhost')));
  await engine.goto(`${server.http}/realms`);
  const missing = (words: Set<string>) => KINDS.filter((kind) => !words.has(`websocket: ${kind}`));
  await expect.poll(() => missing(heard())).toEqual([]);
  await expect.poll(async () => missing(await said())).toEqual([]);
  // Each frame that the service worker is in charge of says so.
  await expect
    .poll(async () => [...new Set(await gaps())])
    .toEqual([expect.stringMatching(/^service worker not seen, no way in/)]);
});

test('workers are recorded where the policy of their page forbids scripts made in it', async ({ site }) => {
  const { engine, server, saying, said } = site;
  Object.assign(server.documents, {
    '/classic.js': saying('classic'),
    '/module.js': `import './leaf.js'; ${saying('module')}`,
    '/leaf.js': saying('leaf'),
  });
  const html = `<script>new Worker('/classic.js'); new Worker('/module.js', { type: 'module' })</script>`;
  const csp = "worker-src 'self'; script-src 'self' 'unsafe-inline'";
  await engine.goto(`${server.http}/?csp=${encodeURIComponent(csp)}&html=${encodeURIComponent(html)}`);
  await expect.poll(async () => [...(await said())]).toEqual(expect.arrayContaining(['classic', 'module', 'leaf']));
});

test('the browser wakes a background that was away for the script of a worker', async ({ site }) => {
  const { engine, server, saying, said } = site;
  Object.assign(server.documents, { '/shared.js': saying('after sleep'), '/own.js': saying('own after sleep') });
  // Only what a background listens to as it starts wakes it later: the one in which the permission came is no such one.
  await terminateBackground(engine.firefox);
  await engine.goto(`${server.http}/`);
  // The panel and the page may just be calling it again.
  await expect
    .poll(async () => {
      await awaitBackground(engine.firefox);
      await terminateBackground(engine.firefox);
      return backgroundState(engine.firefox);
    })
    .toBe('stopped');
  await engine.firefox.inPage(() => void [new SharedWorker('/shared.js'), new Worker('/own.js')]);
  await expect
    .poll(async () => [...(await said())])
    .toEqual(expect.arrayContaining(['after sleep', 'own after sleep']));
});

test('a shared worker is in the recording of one tab, and of the next one where that closes', async ({ site }) => {
  const { engine, server, saying, said, gaps } = site;
  server.documents['/shared.js'] = `${saying('first')}
    onconnect = ({ ports }) => { ports[0].onmessage = ({ data }) => { const w = data; ${saying("' + w + '")} }; };`;
  const start = () => {
    const { port } = new SharedWorker('/shared.js');
    (window as unknown as { talk?: (word: string) => void }).talk = (word) => port.postMessage(word);
    port.start();
  };
  const talk = (word: string) => (window as unknown as { talk(word: string): void }).talk(word);
  const other = await openTab(engine.firefox, `${server.http}/`);
  await other.inPage(start);
  await expect.poll(async () => (await said()).has('first')).toBe(true);
  await engine.goto(`${server.http}/`);
  await engine.firefox.inPage(start);
  await expect.poll(gaps).toEqual([`shared worker not seen, other tab: ${server.http}/shared.js`]);
  await other.close();
  await expect
    .poll(async () => {
      await engine.firefox.inPage(talk, 'second');
      return (await said()).has('second');
    })
    .toBe(true);
});

test('a worker whose script a service worker gives is left as it is, and stated', async ({ site }) => {
  const { engine, server, saying, heard, gaps } = site;
  server.documents['/service.js'] = `oninstall = () => skipWaiting(); onactivate = (e) => e.waitUntil(clients.claim());
    onfetch = (e) => { if (e.request.url.endsWith('/given.js')) e.respondWith(fetch(e.request).then(async (r) => { const text = await r.text(); return new Response(text + ';' + ${JSON.stringify(saying("length ' + LENGTH + '"))}.replace('LENGTH', text.length), { headers: { 'content-type': 'text/javascript' } }); })); };`;
  server.documents['/given.js'] = 'void 0';
  await engine.goto(`${server.http}/`);
  await engine.firefox.inPage(async () => {
    await navigator.serviceWorker.register('/service.js');
    await navigator.serviceWorker.ready;
  });
  await engine.goto(`${server.http}/?html=${encodeURIComponent(`<script>new Worker('/given.js')</script>`)}`);
  await expect.poll(() => [...heard()]).toContain(`length ${'void 0'.length}`);
  await engine.goto(`${server.http}/`);
  await expect.poll(gaps).toContain(`worker not seen, not filtered: ${server.http}/given.js`);
});

test('without the permission everything is as before', async ({ site }) => {
  const { engine, server, saying, said, heard, gaps } = site;
  server.documents['/shared.js'] = saying('shared');
  server.documents['/own.js'] = saying('own');
  await dropFilter(engine);
  await engine.goto(`${server.http}/`);
  await engine.firefox.inPage(() => void [new SharedWorker('/shared.js'), new Worker('/own.js')]);
  await expect.poll(() => heard().has('shared')).toBe(true);
  await expect.poll(async () => (await said()).has('own')).toBe(true);
  await expect.poll(gaps).toEqual([`shared worker not seen, no way in: ${server.http}/shared.js`]);
  expect((await said()).has('shared')).toBe(false);
});
