import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession } from 'playwright';
import type { Look } from '../look.ts';
import { createTempProfile } from '../temp-profile.ts';
import { until } from '../until.ts';
import { windowSize, writePreferences } from './preferences.ts';

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
];

export interface Chromium {
  context: BrowserContext;
  /** The whole browser's session: targets, DevTools. */
  cdp: CDPSession;
  extensionId: string;
  /** Where a second client connects: only one that comes after DevTools were opened sees them as a page. */
  endpoint: string;
  /** Where downloads go. */
  downloads: string;
  close(): Promise<void>;
}

/** Starts the system's Chromium with a fresh profile, the unpacked extension installed. */
export async function launchChromium(options: { extension: string; look: Look; headless: boolean }): Promise<Chromium> {
  const profile = await createTempProfile('one-trace-chromium-');
  await writePreferences(profile.path, options.look);
  const { width, height } = windowSize(options.look);
  const context = await chromium.launchPersistentContext(profile.path, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: options.headless,
    // Root has no sandbox in a container; a user's own browser keeps it.
    chromiumSandbox: !options.headless && process.getuid?.() !== 0,
    ignoreDefaultArgs: ['--disable-extensions'],
    viewport: null,
    args: [
      ...FLAGS,
      `--window-size=${width},${height}`,
      `--disable-extensions-except=${options.extension}`,
      `--load-extension=${options.extension}`,
    ],
  });
  const browser = context.browser();
  if (!browser) throw new Error('a persistent context without a browser');
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const port = await until('the debugging port', () => readPort(profile.path));
  const downloads = join(profile.path, 'one-trace-downloads');
  await mkdir(downloads);
  return {
    context,
    downloads,
    cdp: await browser.newBrowserCDPSession(),
    extensionId: new URL(worker.url()).host,
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      await context.close();
      await profile.remove();
    },
  };
}

async function readPort(profile: string): Promise<string | undefined> {
  const text = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
  return text.split('\n')[0] || undefined;
}
