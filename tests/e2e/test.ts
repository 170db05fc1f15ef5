import { test as base } from '@playwright/test';
import { shortTiming } from '../lab/peer/timing.ts';
import { startLab, type Lab, type LabOptions } from '../lab/server.ts';
import { chromiumEngine } from './chromium/engine.ts';
import type { Engine } from './engine.ts';
import { extensionDir } from './extension-dir.ts';
import { firefoxEngine } from './firefox/engine.ts';
import type { Look } from './look.ts';
import type { PanelPage } from './panel-page.ts';

export interface Options {
  /** Set by the project. */
  engineName: 'chromium' | 'firefox';
  look: Look;
  /** The browser starts without the extension: see engine.install. */
  installLater: boolean;
  /** The extension as users get it, without the permissions of tests. */
  variant: 'test' | 'release';
  labOptions: LabOptions;
  /** Documents that are left may be kept (back-forward cache). */
  keepsPages: boolean;
}

interface Fixtures {
  /** Comm server, pages and Node peers of this test alone, on free ports of the loopback. */
  lab: Lab;
  engine: Engine;
  /** The ONE panel in DevTools, on the lab page. */
  panel: PanelPage;
}

export const test = base.extend<Options & Fixtures>({
  engineName: ['chromium', { option: true }],
  look: [{ dock: 'bottom', theme: 'light' }, { option: true }],
  installLater: [false, { option: true }],
  variant: ['test', { option: true }],
  labOptions: [{}, { option: true }],
  keepsPages: [false, { option: true }],
  lab: async ({ labOptions }, use) => {
    const lab = await startLab({ peer: { timing: shortTiming }, ...labOptions });
    await use(lab);
    await lab.close();
  },
  engine: async ({ engineName, look, installLater, keepsPages, variant }, use) => {
    const engine =
      engineName === 'chromium'
        ? await chromiumEngine({
            extension: extensionDir('chrome', variant),
            look,
            installLater,
            keepsPages,
            headless: true,
          })
        : await firefoxEngine({ extension: extensionDir('firefox', variant), look, installLater });
    await use(engine);
    await engine.close();
  },
  panel: async ({ engine, lab }, use) => {
    await engine.goto(lab.pageUrl);
    await use(await engine.openPanel());
  },
});

export { expect } from '@playwright/test';
