import browser from 'webextension-polyfill';
import { RELAY_WAKE } from '../core/contract/capture.ts';
import type { SiteState } from '../core/contract/panel.ts';
import type { Consents } from './consent.ts';
import { patternOf } from './match-pattern.ts';
import type { SiteScripts } from './site-scripts.ts';
import { siteState } from './site-state.ts';
import type { TabStatuses } from './tab-status.ts';

/** A request about a site that the browser turned down, in words for the panel. */
export class SiteError extends Error {}

/** Access, consent and capture of sites. */
export interface Sites {
  /** @param url of the tab, where a panel knows it: without permission the browser does not tell us */
  state(tab: number, url?: string): Promise<SiteState>;
  consent(origin: string, on: boolean): Promise<void>;
  pageApi(origin: string, on: boolean): Promise<void>;
  /** Permission was given: the scripts are registered, and come late into what is open. */
  granted(origin: string): Promise<void>;
  revoke(origin: string): Promise<void>;
  openGrant(origin: string): Promise<void>;
  /** Asks the relays of a tab to come forward. */
  wake(tab: number): void;
}

/** @param ports see patternOf */
export function createSites(consents: Consents, scripts: SiteScripts, statuses: TabStatuses, ports: boolean): Sites {
  async function isPermitted(origin: string): Promise<boolean> {
    const pattern = patternOf(origin, ports);
    return pattern !== undefined && browser.permissions.contains({ origins: [pattern] });
  }

  async function urlOf(tab: number): Promise<string | undefined> {
    const found = await browser.tabs.get(tab).catch(() => undefined);
    return found?.url;
  }

  return {
    async state(tab, url) {
      const known = (await urlOf(tab)) ?? url;
      const origin = known !== undefined && URL.canParse(known) ? new URL(known).origin : '';
      const [permitted, consented, pageApi, status] = await Promise.all([
        isPermitted(origin),
        consents.decrypt.has(origin),
        consents.pageApi.has(origin),
        statuses.get(tab),
      ]);
      return siteState({ url: known, permitted, consented, pageApi, status });
    },
    async consent(origin, on) {
      await consents.decrypt.set(origin, on);
      await scripts.sync();
    },
    async pageApi(origin, on) {
      await consents.pageApi.set(origin, on);
      await scripts.sync();
    },
    async granted(origin) {
      const pattern = patternOf(origin, ports);
      await scripts.sync();
      if (pattern !== undefined && (await isPermitted(origin))) await scripts.inject(pattern);
    },
    async revoke(origin) {
      const pattern = patternOf(origin, ports);
      await consents.decrypt.set(origin, false);
      await consents.pageApi.set(origin, false);
      // Chromium refuses for the sites of the manifest; capture there ends with the extension.
      const isGone =
        pattern !== undefined && (await browser.permissions.remove({ origins: [pattern] }).catch(() => false));
      await scripts.sync();
      if (!isGone)
        throw new SiteError(
          `Access to ${origin} belongs to ONE Trace itself; the browser's own page of extensions can take it away.`,
        );
    },
    async openGrant(origin) {
      await browser.tabs.create({ url: browser.runtime.getURL(`src/grant/grant.html#${encodeURIComponent(origin)}`) });
    },
    wake: (tab) => void browser.tabs.sendMessage(tab, { type: RELAY_WAKE }).catch(() => undefined),
  };
}
