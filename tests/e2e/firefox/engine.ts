import type { Engine } from '../engine.ts';
import { firefoxLabTab } from '../lab-tab.ts';
import type { Look } from '../look.ts';
import { panelPage } from '../panel-page.ts';
import { awaitBackground, terminateBackground } from './background.ts';
import { launchFirefox, type Firefox } from './launch.ts';
import { firefoxPanelDriver } from './panel-driver.ts';
import { openToolbox } from './toolbox.ts';

export interface FirefoxEngine extends Engine {
  firefox: Firefox;
}

export async function firefoxEngine(options: { extension: string; look: Look }): Promise<FirefoxEngine> {
  const firefox = await launchFirefox(options);
  return {
    firefox,
    downloads: firefox.downloads,
    goto: (url) => firefox.navigate(url),
    ask: firefoxLabTab(firefox),
    openPanel: async () => panelPage(firefoxPanelDriver(await openToolbox(firefox))),
    screenshot: () => firefox.screenshot(),
    async killBackground() {
      await awaitBackground(firefox);
      await terminateBackground(firefox);
    },
    close: () => firefox.close(),
  };
}
