import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { launchChromium } from '../../e2e/chromium/launch.ts';
import { startBenchServer } from './bench-server.ts';

export interface Pair {
  /** A page with the built extension recording it. */
  ours: Page;
  /** The same page in a browser without any extension. */
  base: Page;
}

/** Two Chromiums on the same page for the time of `use`: one with the extension, one bare. */
export async function withPair<T>(root: string, use: (pair: Pair) => Promise<T>): Promise<T> {
  const server = await startBenchServer();
  const withExtension = await launchChromium({
    extension: join(root, 'dist/chrome-test'),
    look: { dock: 'bottom', theme: 'light' },
    headless: true,
  });
  const profile = await mkdtemp(join(tmpdir(), 'one-trace-bare-'));
  const bare = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    args: ['--disable-gpu', '--disable-background-networking'],
  });
  try {
    const ours = await withExtension.context.newPage();
    const base = await bare.newPage();
    for (const page of [ours, base]) await page.goto(server.url);
    return await use({ ours, base });
  } finally {
    await bare.close();
    await withExtension.close();
    await server.close();
    await rm(profile, { recursive: true, force: true });
  }
}
