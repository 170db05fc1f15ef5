import type { Page } from 'playwright';
import type { Engine } from '../engine.ts';
import { chromiumLabTab } from '../lab-tab.ts';
import { panelPage } from '../panel-page.ts';
import { watchBackground, type Background } from './background.ts';
import { readStore, type StoredRecording } from '../stored-recordings.ts';
import { TAB_BAR } from './preferences.ts';
import { openDevTools, type DevTools } from './devtools.ts';
import { launchChromium, type Chromium, type LaunchOptions } from './launch.ts';
import { chromiumPanelDriver } from './panel-driver.ts';
import { patientScreenshot } from './patient-screenshot.ts';

export interface ChromiumEngine extends Engine {
  chromium: Chromium;
  /** The tab. */
  page: Page;
  /** As a person does who closes DevTools; they can be opened again. */
  closePanel(): Promise<void>;
}

export async function chromiumEngine(options: LaunchOptions): Promise<ChromiumEngine> {
  const chromium = await launchChromium(options);
  const page = chromium.context.pages()[0] ?? (await chromium.context.newPage());
  let devTools: DevTools | undefined;
  let background: Background | undefined;
  return {
    chromium,
    page,
    downloads: chromium.downloads,
    install: () => chromium.install(),
    goto: async (url) => void (await page.goto(url)),
    async whileReloading(act) {
      const loaded = page.waitForEvent('load');
      await act();
      await loaded;
    },
    ask: chromiumLabTab(page),
    inPage: (run, ...args) => page.evaluate(`(${String(run)})(...${JSON.stringify(args)})`),
    async openTab(url) {
      const tab = await chromium.context.newPage();
      await tab.goto(url);
      await page.bringToFront();
      return { ask: chromiumLabTab(tab), close: () => tab.close() };
    },
    async stored() {
      const reader = await chromium.context.newPage();
      await reader.goto(`chrome-extension://${chromium.extensionId}/src/grant/grant.html`);
      const rows = await reader.evaluate<StoredRecording[]>(`(${String(readStore)})()`);
      await reader.close();
      return rows;
    },
    async openPanel() {
      devTools = await openDevTools(chromium, page);
      return panelPage(chromiumPanelDriver(devTools.panel));
    },
    async closePanel() {
      await devTools?.close();
      devTools = undefined;
    },
    async screenshot() {
      if (!devTools) throw new Error('DevTools are not open');
      const frame = await devTools.panel.frameElement();
      const box = await frame.boundingBox();
      if (!box) throw new Error('the panel is not shown');
      // Where the page would be, this window shows nothing: only DevTools' own row of tabs and the panel.
      const clip = { ...box, y: box.y - TAB_BAR, height: box.height + TAB_BAR };
      return patientScreenshot(devTools.window, clip);
    },
    async killBackground() {
      background ??= await watchBackground(chromium, page);
      await background.kill();
    },
    async close() {
      await devTools?.close().catch(() => undefined);
      await chromium.close();
    },
  };
}
