import { extensionDir } from '../extension-dir.ts';
import { until } from '../until.ts';
import { launchFirefox, type Firefox } from './launch.ts';
import { firefoxPanelDriver } from './panel-driver.ts';
import type { PanelDriver } from '../panel-page.ts';

declare const WebExtensionPolicy: { getByID(id: string): { mozExtensionHostname: string } };

/** The extension's own page for recordings. */
export interface Viewer extends PanelDriver {
  readonly firefox: Firefox;
  /** Loads the page anew. */
  open(): Promise<void>;
  /** Until what is there says the words. */
  says(selector: string, words: string): Promise<unknown>;
}

export async function openViewer(): Promise<Viewer> {
  const look = { dock: 'bottom', theme: 'light' } as const;
  const firefox = await launchFirefox({ extension: extensionDir('firefox'), look });
  const root = await firefox.inChrome((id) => WebExtensionPolicy.getByID(id).mozExtensionHostname, firefox.addonId);
  const says = (selector: string, words: string): Promise<unknown> =>
    until(`${selector} to say ${words}`, () => firefox.inPage(isSaid, selector, words));
  const open = async (): Promise<void> => {
    await firefox.navigate(`moz-extension://${root}/src/devtools/panel.html?viewer`);
    await says('body', 'Open a recording…');
  };
  await open();
  return { firefox, open, says, ...firefoxPanelDriver({ inPanel: firefox.inPage }) };
}

const isSaid = (selector: string, words: string): boolean =>
  document.querySelector(selector)?.textContent.includes(words) === true;
