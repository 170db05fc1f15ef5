import { test as base, type Page } from '@playwright/test';
import { extensionDir } from '../extension-dir.ts';
import type { Look } from '../look.ts';
import { openDevTools, type DevTools } from './devtools.ts';
import { launchChromium, type Chromium } from './launch.ts';

interface Fixtures {
  look: Look;
  browserWithExtension: Chromium;
  /** A tab of that browser. */
  tab: Page;
  /** Opens real DevTools on the tab, on the ONE panel. */
  openPanel: () => Promise<DevTools>;
}

export const test = base.extend<Fixtures>({
  look: [{ dock: 'bottom', theme: 'light' }, { option: true }],
  browserWithExtension: async ({ look }, use) => {
    const chromium = await launchChromium({ extension: extensionDir('chrome'), look, headless: true });
    await use(chromium);
    await chromium.close();
  },
  tab: async ({ browserWithExtension: { context } }, use) => {
    await use(context.pages()[0] ?? (await context.newPage()));
  },
  openPanel: async ({ browserWithExtension, tab }, use) => {
    const opened: DevTools[] = [];
    await use(async () => {
      const devTools = await openDevTools(browserWithExtension, tab);
      opened.push(devTools);
      return devTools;
    });
    for (const devTools of opened) await devTools.close().catch(() => undefined);
  },
});

export { expect } from '@playwright/test';
