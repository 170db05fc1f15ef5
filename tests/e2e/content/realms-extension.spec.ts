import { expect, test as base, type Page } from '@playwright/test';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { launchChromium, type Chromium } from '../chromium/launch.ts';
import { extensionDir } from '../extension-dir.ts';
import { bundle } from './bundle.ts';
import { frames, recordedFrom } from './fixtures.ts';
import { startSocketServer, type SocketServer } from './socket-server.ts';

const LOOK = { dock: 'bottom', theme: 'light' } as const;

interface Fixtures {
  installed: Chromium;
  server: SocketServer;
  tab: Page;
}

const test = base.extend<Fixtures>({
  installed: async ({}, use) => {
    const chromium = await launchChromium({ extension: extensionDir('chrome'), look: LOOK, headless: true });
    await use(chromium);
    await chromium.close();
  },
  server: async ({}, use) => {
    const server = await startSocketServer();
    await use(server);
    await server.close();
  },
  tab: async ({ installed, server }, use) => {
    const page = await installed.context.newPage();
    await page.addInitScript({ content: await bundle('tests/e2e/content/in-page/page-kit.ts') });
    await page.goto(server.http);
    await use(page);
  },
});

/** Everything that the recorder has on disk, in order. */
async function onDisk({ context }: Chromium): Promise<TraceRecord[]> {
  const worker = context.serviceWorkers().at(-1) ?? (await context.waitForEvent('serviceworker'));
  const pages = await worker.evaluate(async () => {
    const [info] = await indexedDB.databases();
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(info?.name ?? '');
      request.onsuccess = () => resolve(request.result);
    });
    const rows = await new Promise<{ bytes: Uint8Array }[]>((resolve) => {
      const request = db.transaction('pages').objectStore('pages').getAll();
      request.onsuccess = () => resolve(request.result as { bytes: Uint8Array }[]);
    });
    db.close();
    return rows.map(({ bytes }) => Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));
  });
  return recordedFrom(pages);
}

const texts = async (browser: Chromium): Promise<string[]> =>
  frames(await onDisk(browser)).map((line) => line.slice(line.indexOf(': ') + 2));
const notes = async (browser: Chromium): Promise<string[]> =>
  (await onDisk(browser)).flatMap((record) => (record.kind === 'note' ? [record.text] : []));

test('what the page does in its last moment is recorded', async ({ installed, server, tab }) => {
  for (let turn = 0; turn < 5; turn += 1) {
    await tab.evaluate(
      async ([url, word]) => {
        const socket = await kit.oneSocket(`${url}/sink`);
        addEventListener('pagehide', () => socket.send(`goodbye ${word}`));
        socket.send(`last word ${word}`);
        location.assign(`/?turn=${word}`);
      },
      [server.ws, String(turn)] as [string, string],
    );
    await tab.waitForURL(`**/?turn=${turn}`);
  }
  await expect
    .poll(() => texts(installed))
    .toEqual(expect.arrayContaining([0, 1, 2, 3, 4].flatMap((turn) => [`last word ${turn}`, `goodbye ${turn}`])));
  const departures = async () => (await notes(installed)).filter((text) => /page gone|back-forward/.test(text));
  await expect.poll(async () => (await departures()).length).toBeGreaterThanOrEqual(5);
});

test('document.open() takes nothing away', async ({ installed, server, tab }) => {
  await tab.evaluate(async (url) => {
    const socket = await kit.oneSocket(`${url}/echo`);
    document.open();
    document.write('<p>another document</p>');
    document.close();
    const answer = kit.echoed(socket, 2);
    socket.send('after document.open');
    await answer;
    const later = await kit.oneSocket(`${url}/sink`);
    later.send('a new socket after it');
    history.pushState({}, '', '/moved');
    location.assign('/?gone');
  }, server.ws);
  await tab.waitForURL('**/?gone');
  await expect
    .poll(() => texts(installed))
    .toEqual(expect.arrayContaining(['after document.open', 'a new socket after it']));
  // What the document says as it goes is a batch of its own.
  await expect.poll(() => notes(installed)).toEqual(expect.arrayContaining([`push ${server.http}/moved`, 'page gone']));
});

test('frames of every kind and popups are recorded, also where their window is used at once', async ({
  installed,
  server,
  tab,
}) => {
  await tab.evaluate(async (url) => {
    const { register } = kit;
    const play = (realm: Window & typeof globalThis, word: string): Promise<void> =>
      new Promise((resolve) => {
        const socket = new realm.WebSocket(`${url}/echo`);
        socket.onopen = () => {
          socket.send(register);
          socket.send(word);
        };
        let answers = 0;
        socket.onmessage = () => (answers += 1) === 2 && resolve();
      });
    const script = (word: string): string =>
      `<script>const s = new WebSocket('${url}/echo'); s.onopen = () => { s.send('${register}'); s.send('${word}'); };</script>`;
    const frame = (attributes: Record<string, string>): HTMLIFrameElement => {
      const element = document.createElement('iframe');
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.body.append(element);
      return element;
    };
    const window = frame({}).contentWindow as Window & typeof globalThis;
    const popup = open('') as Window & typeof globalThis;
    frame({ srcdoc: script('srcdoc frame') });
    frame({ srcdoc: script('sandboxed frame'), sandbox: 'allow-scripts' });
    frame({ src: URL.createObjectURL(new Blob([script('blob frame')], { type: 'text/html' })) });
    frame({ src: `data:text/html,${encodeURIComponent(script('data frame'))}` });
    frame({ src: `/?html=${encodeURIComponent(script('same-origin frame'))}` });
    await Promise.all([play(window, 'empty frame'), play(popup, 'popup')]);
  }, server.ws);
  const seen = async (): Promise<string[]> =>
    [...new Set((await texts(installed)).filter((text) => / frame$|^popup$/.test(text)))].sort();
  await expect
    .poll(seen)
    .toEqual([
      'blob frame',
      'data frame',
      'empty frame',
      'popup',
      'same-origin frame',
      'sandboxed frame',
      'srcdoc frame',
    ]);
});
