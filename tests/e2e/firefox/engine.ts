import type { Engine } from '../engine.ts';
import { firefoxLabTab } from '../lab-tab.ts';
import { panelPage } from '../panel-page.ts';
import { until } from '../until.ts';
import { awaitBackground, terminateBackground } from './background.ts';
import { launchFirefox, type Firefox, type LaunchOptions } from './launch.ts';
import { firefoxPanelDriver } from './panel-driver.ts';
import { readStore } from '../stored-recordings.ts';
import { openTab } from './tabs.ts';
import { openToolbox } from './toolbox.ts';

declare const WebExtensionPolicy: { getByID(id: string): { mozExtensionHostname: string } };

export interface FirefoxEngine extends Engine {
  firefox: Firefox;
}

export async function firefoxEngine(options: LaunchOptions): Promise<FirefoxEngine> {
  const firefox = await launchFirefox(options);
  return {
    firefox,
    downloads: firefox.downloads,
    install: () => firefox.install(),
    goto: (url) => firefox.navigate(url),
    async whileReloading(act) {
      const born = await firefox.inPage(pageBirth);
      await act();
      await until('the page to reload', async () => {
        // A page that is just going cannot answer.
        const now = await firefox.inPage(pageBirth).catch(() => undefined);
        return now !== undefined && now !== born;
      });
    },
    ask: firefoxLabTab(firefox),
    async openTab(url) {
      const tab = await openTab(firefox, url);
      return { ask: firefoxLabTab(tab), close: tab.close };
    },
    async stored() {
      const root = await firefox.inChrome((id) => WebExtensionPolicy.getByID(id).mozExtensionHostname, firefox.addonId);
      const reader = await openTab(firefox, `moz-extension://${root}/src/grant/grant.html`);
      const rows = await reader.inPage(readStore);
      await reader.close();
      return rows;
    },
    openPanel: async () => panelPage(firefoxPanelDriver(await openToolbox(firefox))),
    screenshot: () => firefox.screenshot(),
    async killBackground() {
      await awaitBackground(firefox);
      await terminateBackground(firefox);
    },
    close: () => firefox.close(),
  };
}

/** When the page began, once it has loaded. */
function pageBirth(): number | undefined {
  return document.readyState === 'complete' ? performance.timeOrigin : undefined;
}
