import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession } from 'playwright';
import type { Look } from '../look.ts';
import { createTempProfile, type TempProfile } from '../temp-profile.ts';
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
  // Switched off on Linux unless asked for.
  '--enable-features=WebBluetooth',
];

const PORT_FILE = 'DevToolsActivePort';

export interface Chromium {
  context: BrowserContext;
  /** The whole browser's session: targets, DevTools. */
  cdp: CDPSession;
  /** Empty until the extension is installed. */
  extensionId: string;
  install(): Promise<void>;
  /** Where a second client connects: only one that comes after DevTools were opened sees them as a page. */
  endpoint: string;
  /** Where downloads go. */
  downloads: string;
  close(): Promise<void>;
  /** Ends the browser as a power cut does: SIGKILL, and the profile stays as it is. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  /** Folder of the unpacked extension. */
  extension: string;
  look: Look;
  headless: boolean;
  /** The browser starts without it. */
  installLater?: boolean;
  /** Documents may be kept when they are left, as in any browser that nobody drives. */
  keepsPages?: boolean;
  /** With installLater: in private windows too. */
  isPrivateToo?: boolean;
  /** A profile that outlives this browser: whoever made it removes it. */
  profile?: TempProfile;
}

/** Starts the system's Chromium with a fresh profile and the extension. */
export async function launchChromium(options: LaunchOptions): Promise<Chromium> {
  const { extension, look, headless, installLater, keepsPages, isPrivateToo } = options;
  const profile = options.profile ?? (await createTempProfile('one-trace-chromium-'));
  if (!existsSync(join(profile.path, 'Default/Preferences'))) await writePreferences(profile.path, look);
  // What another life of the browser has left there would be taken for the port of this one.
  await rm(join(profile.path, PORT_FILE), { force: true });
  const { width, height } = windowSize(look);
  const context = await chromium.launchPersistentContext(profile.path, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless,
    // Whoever started it ends it, and removes its profile then.
    handleSIGINT: false,
    // Root has no sandbox in a container; a user's own browser keeps it.
    chromiumSandbox: !headless && process.getuid?.() !== 0,
    ignoreDefaultArgs: ['--disable-extensions', ...(keepsPages ? ['--disable-back-forward-cache'] : [])],
    viewport: null,
    args: [
      ...FLAGS,
      `--window-size=${width},${height}`,
      ...(installLater
        ? ['--enable-unsafe-extension-debugging']
        : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`]),
    ],
  });
  const browser = context.browser();
  if (!browser) throw new Error('a persistent context without a browser');
  const cdp = await browser.newBrowserCDPSession();
  const downloads = join(profile.path, 'one-trace-downloads');
  await mkdir(downloads, { recursive: true });
  const started: Chromium = {
    context,
    downloads,
    cdp,
    extensionId: installLater ? '' : await idOfExtension(context),
    endpoint: `http://127.0.0.1:${await until('the debugging port', () => readPort(profile.path))}`,
    async install() {
      // Younger than Playwright's list of parameters.
      const load = { path: extension, enableInIncognito: isPrivateToo === true };
      await cdp.send('Extensions.loadUnpacked', load);
      started.extensionId = await idOfExtension(context);
    },
    async close() {
      await context.close();
      if (!options.profile) await profile.remove();
    },
    async kill() {
      const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
      const gone = new Promise((resolve) => context.once('close', resolve));
      for (const { id, type } of processInfo) if (type === 'browser') process.kill(id, 'SIGKILL');
      await gone;
    },
  };
  return started;
}

async function idOfExtension(context: BrowserContext): Promise<string> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return new URL(worker.url()).host;
}

async function readPort(profile: string): Promise<string | undefined> {
  const text = await readFile(join(profile, PORT_FILE), 'utf8').catch(() => '');
  return text.split('\n')[0] || undefined;
}
