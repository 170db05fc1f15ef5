import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { startCommServer } from '../../lab/comm/comm-server.ts';
import { readStore, recordsOf, type StoredRecording } from '../stored-recordings.ts';
import { launchUnwatched } from './unwatched.ts';

const RULES = { prerender: [{ urls: ['/next'], eagerness: 'immediate' }] };
/** Both speak ONE at once: a page that does not is none that is recorded. */
const SPEAK = (comm: string): string => `<script>
  const socket = new WebSocket(${JSON.stringify(comm)});
  socket.onopen = () => socket.send(JSON.stringify({ command: 'register', publicKey: '11'.repeat(32) }));
</script>`;
const FIRST = `<title>First</title><script type="speculationrules">${JSON.stringify(RULES)}</script>
<script>fetch('/go').then(() => location.assign('/next'))</script>`;
/** Says when it begins to be prerendered, and when it is shown. */
const NEXT = `<title>Next</title><script>
  if (document.prerendering) {
    fetch('/hidden');
    document.addEventListener('prerenderingchange', () => fetch('/shown'));
  } else fetch('/not-prerendered');
</script>`;

/** Runs in the page of the extension: counts what relays of the prerendered page say to the background. */
const COUNT = `chrome.runtime.onConnect.addListener((port) => {
  if (port.name === 'one-trace-relay' && port.sender.url.endsWith('/next')) globalThis.calls = (globalThis.calls ?? 0) + 1;
})`;

test('a prerendered page is nobody’s page until it is shown, and then it is recorded from its beginning', async () => {
  const comm = await startCommServer();
  const asked: string[] = [];
  let go = (): void => undefined;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    response.setHeader('content-type', 'text/html');
    if (path === '/go') go = () => void response.end();
    else response.end(path === '/' ? FIRST + SPEAK(comm.url) : path === '/next' ? NEXT + SPEAK(comm.url) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const chromium = await launchUnwatched();
  const stored = () => chromium.inExtension<StoredRecording[]>(`(${String(readStore)})()`);
  const calls = () => chromium.inExtension<number>('globalThis.calls ?? 0');
  const pages = async (): Promise<string[]> =>
    (await stored()).flatMap(recordsOf).flatMap((record) => (record.kind === 'page' ? [record.url] : []));

  await chromium.inExtension(COUNT);
  await chromium.inExtension(`chrome.tabs.create({ url: ${JSON.stringify(`${origin}/`)} }).then(() => 0)`);
  await expect.poll(() => asked).toContain('/hidden');
  await expect.poll(pages).toEqual([`${origin}/`]);
  expect(await calls()).toBe(0);

  go();
  await expect.poll(() => asked).toContain('/shown');
  expect(asked).not.toContain('/not-prerendered');
  await expect.poll(pages).toEqual([`${origin}/`, `${origin}/next`]);
  const notes = async (): Promise<string[]> =>
    (await stored()).flatMap(recordsOf).flatMap((record) => (record.kind === 'note' ? [record.text] : []));
  await expect.poll(notes).toEqual(expect.arrayContaining(['prerendering', 'prerendered page shown']));
  expect(await calls()).toBe(1);
  await chromium.close();
  server.closeAllConnections();
  server.close();
  await comm.kill();
});
