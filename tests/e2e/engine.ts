import type { Realms } from './firefox/realms.ts';
import type { LabTab } from './lab-tab.ts';
import type { PanelPage } from './panel-page.ts';
import type { StoredRecording } from './stored-recordings.ts';

export interface EngineTab {
  /** The lab page in it. */
  ask: LabTab;
  close(): Promise<void>;
}

/** A browser with the built extension installed and one tab, as the tests need it; the same in Chromium and Firefox. */
export interface Engine {
  /** Where the test wants to start without the extension. */
  install(): Promise<void>;
  goto(url: string): Promise<void>;
  /** Does something that reloads the page, and waits until the new one has loaded. */
  whileReloading(act: () => Promise<void>): Promise<void>;
  /** The lab page in the tab. */
  ask: LabTab;
  /** Runs in the page of the tab, beside its own scripts. */
  inPage: Realms['inPage'];
  /** A further page in a tab of its own, behind the first. */
  openTab(url: string): Promise<EngineTab>;
  /** What the extension has on disk. */
  stored(): Promise<StoredRecording[]>;
  /** Opens real DevTools on the tab, on the ONE panel. Once. */
  openPanel(): Promise<PanelPage>;
  /** What a person sees of DevTools (Firefox: of the whole window), PNG. After openPanel. */
  screenshot(): Promise<Buffer>;
  /** Where downloads go. */
  downloads: string;
  /** Ends the extension's background without a word to it, as the browser does when it is idle. Waits until there is one to end. */
  killBackground(): Promise<void>;
  close(): Promise<void>;
}
