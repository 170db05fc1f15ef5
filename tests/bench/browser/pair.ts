import { join } from 'node:path';
import { until } from '../../e2e/until.ts';
import { startBenchServer } from './bench-server.ts';
import type { BenchBrowser, StartOptions } from './browser.ts';
import { startChromium } from './chromium.ts';
import { startFirefox } from './firefox.ts';
import { writeProbe } from './probe.ts';

export const BROWSERS = ['Chromium', 'Firefox'] as const;
export type BrowserName = (typeof BROWSERS)[number];

export interface Pair {
  name: BrowserName;
  /** A page with the built extension recording it. */
  ours: BenchBrowser;
  /** The same page in a browser without it. */
  base: BenchBrowser;
  url: string;
}

const START: Record<BrowserName, (options: StartOptions) => Promise<BenchBrowser>> = {
  Chromium: startChromium,
  Firefox: startFirefox,
};
const BUILT: Record<BrowserName, string> = { Chromium: 'dist/chrome-test', Firefox: 'dist/firefox-test' };

/** Two browsers on the same page for the time of `use`: one with the extension and the probe, one bare. */
export async function withPair<T>(name: BrowserName, root: string, use: (pair: Pair) => Promise<T>): Promise<T> {
  const close: (() => Promise<void>)[] = [];
  try {
    const server = await startBenchServer();
    close.push(() => server.close());
    const probe = await writeProbe();
    close.push(() => probe.remove());
    const start = async (options: StartOptions): Promise<BenchBrowser> => {
      const browser = await START[name](options);
      close.push(() => browser.close());
      // An add-on that has just been installed may miss the first page.
      await until('the page with what was installed', async () => {
        await browser.goto(server.url);
        return browser.inPage((isOurs) => !isOurs || '__ONE_TRACE__' in globalThis, options.extension !== undefined);
      });
      return browser;
    };
    const folder = name === 'Chromium' ? probe.chromium : probe.firefox;
    const ours = await start({ extension: join(root, BUILT[name]), probe: folder });
    const base = await start({});
    return await use({ name, ours, base, url: server.url });
  } finally {
    for (const end of close.reverse()) await end().catch(() => undefined);
  }
}
