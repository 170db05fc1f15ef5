import browser, { type Manifest } from 'webextension-polyfill';
import type { Consent } from './consent.ts';
import { createSerial } from './serial.ts';
import { isSameScript, wantedScripts } from './wanted-scripts.ts';

/** Keeps the registered content scripts in step with permissions and consent. */
export interface SiteScripts {
  /** May be called at any time and any number of times. */
  sync(): Promise<void>;
  /** Also into pages that are open already: the hook comes late there, which is better than not at all. */
  inject(pattern: string): Promise<void>;
}

const declared = (): Manifest.ContentScript[] => browser.runtime.getManifest().content_scripts ?? [];

export function createSiteScripts(consent: Consent): SiteScripts {
  const inTurn = createSerial();
  const ports = !browser.runtime.getURL('').startsWith('moz-extension:');

  async function sync(): Promise<void> {
    const { origins: permitted = [] } = await browser.permissions.getAll();
    const wanted = wantedScripts({ declared: declared(), permitted, consented: await consent.origins(), ports });
    const present = await browser.scripting.getRegisteredContentScripts();
    const stale = present.filter((script) => !wanted.some((other) => isSameScript(script, other)));
    const missing = wanted.filter((script) => !present.some((other) => isSameScript(script, other)));
    if (stale.length > 0) await browser.scripting.unregisterContentScripts({ ids: stale.map(({ id }) => id) });
    if (missing.length > 0) await browser.scripting.registerContentScripts(missing);
  }

  async function inject(pattern: string): Promise<void> {
    for (const tab of await browser.tabs.query({ url: pattern })) {
      if (tab.id === undefined || tab.discarded === true) continue;
      for (const script of declared()) {
        const { world } = script as { world?: 'MAIN' | 'ISOLATED' };
        const files = (script.js ?? []).map((file) => (URL.canParse(file) ? new URL(file).pathname : `/${file}`));
        const target = { tabId: tab.id, allFrames: true };
        // A tab that is closing, an error page, a frame of another site: each is a reason to pass it by.
        await browser.scripting
          .executeScript({ target, files, world: world ?? 'ISOLATED', injectImmediately: true })
          .catch(() => undefined);
      }
    }
  }

  return { sync: () => inTurn(sync), inject: (pattern) => inTurn(() => inject(pattern)) };
}
