import { test as base, type Page, type Worker } from '@playwright/test';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { launchChromium, type Chromium } from '../chromium/launch.ts';
import { extensionDir } from '../extension-dir.ts';
import { recordedFrom } from './fixtures.ts';
import { startSocketServer, type SocketServer } from './socket-server.ts';

/** What the tests use of the extension's API. */
interface Api {
  storage: { local: { get(key: string): Promise<Record<string, unknown>> } };
  runtime: { connect(info: { name: string }): { postMessage(message: object): void } };
  scripting: { getRegisteredContentScripts(filter: { ids: string[] }): Promise<object[]> };
}

const LOOK = { dock: 'bottom', theme: 'light' } as const;

/** The extension as it is shipped, in a browser of its own, and a server to stand on. */
export const test = base.extend<{ installed: Chromium; server: SocketServer }>({
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
});

/** The extension's own: pages may have service workers, too. */
const isOurs = (worker: Worker): boolean => worker.url().startsWith('chrome-extension:');

const background = async ({ context }: Chromium) =>
  context.serviceWorkers().findLast(isOurs) ?? (await context.waitForEvent('serviceworker', isOurs));

/** Everything that the recorder has on disk, in order. */
export async function onDisk(browser: Chromium): Promise<TraceRecord[]> {
  const worker = await background(browser);
  const pages = await worker.evaluate(async () => {
    const [info] = await indexedDB.databases();
    if (info?.name === undefined) return [];
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(info.name ?? '');
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

/** Says in the panel's name what a user would switch on there, and waits until the script is registered. */
export async function switchOn(browser: Chromium, what: 'workers', origin: string): Promise<void> {
  const worker = await background(browser);
  const page = await browser.context.newPage();
  await page.goto(new URL('/src/devtools/panel.html?viewer', worker.url()).href);
  await page.evaluate(
    ([type, site]) => {
      const { runtime } = (globalThis as unknown as { chrome: Api }).chrome;
      const port = runtime.connect({ name: 'one-trace-panel' });
      port.postMessage({ type: 'watch', tabId: 0 });
      port.postMessage({ type, origin: site, on: true });
    },
    [what, origin] as const,
  );
  await worker.evaluate(async (id) => {
    const { scripting } = (globalThis as unknown as { chrome: Api }).chrome;
    for (;;) if ((await scripting.getRegisteredContentScripts({ ids: [id] })).length === 1) return;
  }, what);
  await page.close();
}

/** Origins whose workers are left alone, as the background remembers them. */
export async function unfitOrigins(browser: Chromium): Promise<unknown> {
  const worker = await background(browser);
  return worker.evaluate(async () => {
    const { storage } = (globalThis as unknown as { chrome: Api }).chrome;
    return (await storage.local.get('workers-unfit'))['workers-unfit'] ?? {};
  });
}

/** Texts of frames by the kind of realm that they were seen in. */
export function textsByRealm(records: readonly TraceRecord[]): string[] {
  const realms = new Map(records.flatMap((record) => (record.kind === 'page' ? [[record.page, record.realm]] : [])));
  const conns = new Map(records.flatMap((record) => (record.kind === 'open' ? [[record.conn, record.page]] : [])));
  return records.flatMap((record) => {
    if (record.kind !== 'frame' || record.type !== 'text' || record.dir !== 'out') return [];
    const text = new TextDecoder().decode(record.payload);
    return text.startsWith('{') ? [] : [`${realms.get(conns.get(record.conn) ?? '') ?? '?'}: ${text}`];
  });
}

export type { Page };
export { expect } from '@playwright/test';
