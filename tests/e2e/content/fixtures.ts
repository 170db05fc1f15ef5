import { test as base, type Browser, type Page } from '@playwright/test';
import { chromium } from 'playwright';
import { createConnNames, liftRecord } from '../../../src/core/trace/page-codec.ts';
import { readPage } from '../../../src/core/trace/page-reader.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { bundle } from './bundle.ts';
import { startSocketServer, type SocketServer } from './socket-server.ts';

export interface Scripts {
  hook: string;
  pageApi: string;
  discovery: string;
  stats: string;
  errors: string;
  collector: string;
  conformance: string;
  kit: string;
  library: string;
  seedLibrary: string;
  hostile: string;
}

interface WorkerFixtures {
  server: SocketServer;
  browserOfTheSystem: Browser;
  scripts: Scripts;
}

interface Fixtures {
  bare: Page;
  /** The same with the page API, as where the user switched it on. */
  counted: Page;
  /** Hooked, with errors of the console besides. */
  complaining: Page;
  /** A page with collector, hook and page-api, as the extension would inject them. */
  hooked: Page;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      const server = await startSocketServer();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  browserOfTheSystem: [
    async ({}, use) => {
      const browser = await chromium.launch({
        executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
        args: ['--disable-gpu'],
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  scripts: [
    async ({}, use) => {
      await use({
        hook: `${await bundle('src/content/hook.iife.ts')};\n${await bundle('src/content/webrtc.iife.ts')}`,
        pageApi: await bundle('src/content/page-api.iife.ts'),
        discovery: await bundle('src/content/discovery.iife.ts'),
        stats: await bundle('src/content/stats.iife.ts'),
        errors: await bundle('src/content/errors.iife.ts'),
        collector: await bundle('tests/e2e/content/in-page/collector.ts'),
        conformance: await bundle('tests/e2e/content/in-page/conformance.ts'),
        kit: await bundle('tests/e2e/content/in-page/page-kit.ts'),
        library: await bundle('tests/e2e/content/in-page/library.ts'),
        seedLibrary: await bundle('tests/e2e/content/in-page/seed-library.ts'),
        hostile: await bundle('tests/e2e/content/in-page/hostile.ts'),
      });
    },
    { scope: 'worker' },
  ],
  bare: async ({ browserOfTheSystem, server }, use) => {
    const page = await browserOfTheSystem.newPage();
    await page.goto(server.http);
    await use(page);
    await page.context().close();
  },
  counted: async ({ browserOfTheSystem, server, scripts }, use) => {
    const page = await browserOfTheSystem.newPage();
    const { collector, hook, pageApi, stats, kit, seedLibrary } = scripts;
    await inject(page, [collector, hook, pageApi, stats, kit, seedLibrary]);
    await page.goto(server.http);
    await use(page);
    await page.context().close();
  },
  complaining: async ({ browserOfTheSystem, server, scripts }, use) => {
    const page = await browserOfTheSystem.newPage();
    // In this order, as Firefox may have it: the hook comes last.
    await inject(page, [scripts.collector, scripts.errors, scripts.hook, scripts.pageApi, scripts.kit]);
    await page.goto(server.http);
    await use(page);
    await page.context().close();
  },
  hooked: async ({ browserOfTheSystem, server, scripts }, use) => {
    const page = await browserOfTheSystem.newPage();
    await inject(page, [scripts.collector, scripts.hook, scripts.pageApi, scripts.kit]);
    await page.goto(server.http);
    await use(page);
    await page.context().close();
  },
});

/** In that order: separate init scripts have none. */
export const inject = (page: Page, scripts: string[]): Promise<unknown> =>
  page.addInitScript({ content: scripts.join(';\n') });

/** Frames with their payload as text or numbers, in the order of the trace. */
export const frames = (records: readonly TraceRecord[]): string[] =>
  records.flatMap((record) => {
    if (record.kind !== 'frame') return [];
    const bytes = record.payload ?? new Uint8Array();
    const content = record.type === 'text' ? new TextDecoder().decode(bytes) : bytes.slice(0, 16).join(' ');
    return [`${record.conn} ${record.seq} ${record.dir} ${record.type} ${record.size}: ${content}`];
  });

const taken = new WeakMap<Page, Uint8Array[]>();

/** What the hook has handed over so far, as readers see it. */
export async function recorded(page: Page): Promise<TraceRecord[]> {
  const known = taken.get(page) ?? [];
  taken.set(page, known);
  const fresh = await page.evaluate((from) => globalThis.collector.pages.slice(from), known.length);
  known.push(...fresh.map((text) => Uint8Array.from(Buffer.from(text, 'latin1'))));
  return readAll(known);
}

export const recordedFrom = (pages: readonly string[]): TraceRecord[] =>
  readAll(pages.map((text) => Uint8Array.from(Buffer.from(text, 'latin1'))));

function readAll(pages: readonly Uint8Array[]): TraceRecord[] {
  const names = createConnNames();
  return pages
    .flatMap((bytes) => [...readPage(bytes)])
    .map((raw) => liftRecord(raw, names))
    .filter((record) => record !== undefined);
}

export { expect } from '@playwright/test';
