import type { Engine } from '../engine.ts';
import { firefoxLabTab } from '../lab-tab.ts';
import { panelPage } from '../panel-page.ts';
import { until } from '../until.ts';
import { awaitBackground, terminateBackground } from './background.ts';
import { launchFirefox, type Firefox, type LaunchOptions } from './launch.ts';
import { firefoxPanelDriver } from './panel-driver.ts';
import { readStore } from '../stored-recordings.ts';
import { openTab, type FirefoxTab } from './tabs.ts';
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
      await until('the page to have loaded', () => firefox.inPage(isLoaded));
      await firefox.inPage(markAsOld);
      await act();
      // A page that is just going cannot answer.
      await until('the page to reload', () => firefox.inPage(isLoaded).catch(() => false));
    },
    ask: firefoxLabTab(firefox),
    inPage: (run, ...args) => firefox.inPage(run, ...args),
    async openTab(url) {
      const tab = await openTab(firefox, url);
      return { ask: firefoxLabTab(tab), close: tab.close };
    },
    async stored() {
      const reader = await openExtensionPage(firefox);
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

/** A page of the extension, with its rights, in a tab behind the first. */
export async function openExtensionPage(firefox: Firefox): Promise<FirefoxTab> {
  const root = await firefox.inChrome((id) => WebExtensionPolicy.getByID(id).mozExtensionHostname, firefox.addonId);
  return openTab(firefox, `moz-extension://${root}/src/grant/grant.html`);
}

/** A mark in the document itself: what Firefox says of `timeOrigin` of one document is not the same each time that it is asked. */
function markAsOld(): void {
  document.documentElement.setAttribute('data-old', '');
}

function isLoaded(): boolean {
  return document.readyState === 'complete' && !document.documentElement.hasAttribute('data-old');
}
