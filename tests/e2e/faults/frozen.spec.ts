import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { launchUnwatched } from '../chromium/unwatched.ts';
import { extensionDir } from '../extension-dir.ts';
import { readStore, recordsOf, type StoredRecording } from '../stored-recordings.ts';
import { flood, numbersOf, OPENING } from './flood-server.ts';
import { lostIn, notesIn } from './recordings.ts';
import { tell } from './outcomes.ts';
import { expect, test } from './test.ts';

/** A page that sends numbered frames by itself, and which of them came. */
async function startFlood() {
  const server = createServer((request, response) => {
    const script = `(${String(flood)})(${JSON.stringify({ url: `ws://${request.headers.host}/`, opening: OPENING, bytes: 256 })})`;
    response.setHeader('content-type', 'text/html');
    response.end(request.url === '/' ? `<title>Flood</title><script>${script}</script>` : '');
  });
  const numbers = numbersOf(new WebSocketServer({ server, perMessageDeflate: false }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    numbers,
    close: () => (server.closeAllConnections(), server.close()),
  };
}

/** Nobody drives this browser: a driver keeps its pages visible, and what is visible is not frozen. */
test('the page is frozen in a flood and thawed: each frame that it sent is recorded or counted', async () => {
  const page = await startFlood();
  const { inExtension, freeze, close } = await launchUnwatched(extensionDir('chrome'));
  const sent = (): number => page.numbers.length;
  await inExtension(`chrome.tabs.create({ url: ${JSON.stringify(page.url)} }).then(({ id }) => (globalThis.tab = id))`);
  await expect.poll(sent).toBeGreaterThan(500);
  await inExtension('chrome.tabs.getCurrent().then(({ id }) => (globalThis.other = id))');
  const show = (tab: 'tab' | 'other') => inExtension(`chrome.tabs.update(${tab}, { active: true }).then(() => 0)`);
  for (let round = 0; round < 3; round += 1) {
    await show('other');
    await freeze(page.url);
    let before = -1;
    await expect.poll(() => before === (before = sent()), { intervals: [500] }).toBe(true);
    // Whoever comes back to it thaws it.
    await show('tab');
    await expect.poll(sent).toBeGreaterThan(before + 500);
  }
  await inExtension('chrome.tabs.remove(globalThis.tab).then(() => 0)');
  const records = async () => (await inExtension<StoredRecording[]>(`(${String(readStore)})()`)).flatMap(recordsOf);
  const numbers = async () =>
    (await records()).flatMap((record) =>
      record.kind === 'frame' && record.type === 'binary' ? [Buffer.from(record.payload ?? []).readUInt32LE(0)] : [],
    );
  await expect.poll(async () => (await numbers()).length + lostIn(await records())).toBeGreaterThanOrEqual(sent());
  const kept = await numbers();
  tell({ browser: 'chromium', sent: sent(), recorded: kept.length, lost: lostIn(await records()) });
  expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
  expect(notesIn(await records()).filter((text) => text === 'frozen' || text === 'resumed')).toEqual(
    Array.from({ length: 3 }, () => ['frozen', 'resumed']).flat(),
  );
  await close();
  page.close();
});
