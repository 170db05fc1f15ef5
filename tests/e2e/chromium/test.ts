import type { Page } from '@playwright/test';
import { extensionDir } from '../extension-dir.ts';
import { chromiumLabTab, type LabTab } from '../lab-tab.ts';
import { labTest } from '../lab-fixture.ts';
import type { Look } from '../look.ts';
import { openDevTools, type DevTools } from './devtools.ts';
import { launchChromium, type Chromium } from './launch.ts';

interface Fixtures {
  look: Look;
  browserWithExtension: Chromium;
  /** A tab of that browser. */
  tab: Page;
  /** The lab page in the tab. */
  ask: LabTab;
  /** Opens real DevTools on the tab, on the ONE panel. */
  openPanel: () => Promise<DevTools>;
}

export const test = labTest.extend<Fixtures>({
  look: [{ dock: 'bottom', theme: 'light' }, { option: true }],
  browserWithExtension: async ({ look }, use) => {
    const chromium = await launchChromium({ extension: extensionDir('chrome'), look, headless: true });
    await use(chromium);
    await chromium.close();
  },
  tab: async ({ browserWithExtension: { context } }, use) => {
    await use(context.pages()[0] ?? (await context.newPage()));
  },
  ask: async ({ tab }, use) => {
    await use(chromiumLabTab(tab));
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
