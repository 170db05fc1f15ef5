import browser from 'webextension-polyfill';
import { RELAY_WAKE, type Unfit } from '../../core/contract/capture.ts';
import type { SiteRow, SiteState } from '../../core/contract/panel.ts';
import type { Consent, Consents } from './consent.ts';
import { answers } from '../answers.ts';
import { FILTER_PERMISSIONS } from '../../core/contract/filter-permissions.ts';
import { openGrantPage } from './grant-page.ts';
import { patternOf } from './match-pattern.ts';
import type { ScriptFilter } from '../filter/script-filter.ts';
import { createSerial } from '../serial.ts';
import type { SiteScripts } from './site-scripts.ts';
import { siteList } from './site-list.ts';
import { siteState } from './site-state.ts';
import type { TabStatuses } from '../tab-status.ts';

/** A request about a site that the browser turned down, in words for the panel. */
export class SiteError extends Error {}

/** What may be done for an origin: nothing without permission; nothing but being there where the user wants no capture. */
export type Right = 'capture' | 'silent' | 'none';

/** Access, consent and capture of sites. */
export interface Sites {
  /** @param url of the tab, where a panel knows it: without permission the browser does not tell us */
  state(tab: number, url?: string): Promise<SiteState>;
  list(): Promise<SiteRow[]>;
  right(origin: string): Promise<Right>;
  consent(origin: string, on: boolean): Promise<void>;
  pageApi(origin: string, on: boolean): Promise<void>;
  capture(origin: string, on: boolean): Promise<void>;
  workers(origin: string, on: boolean): Promise<void>;
  /** The browser lets us filter scripts, and the user wants workers of the origin captured. */
  isFiltered(origin: string): Promise<boolean>;
  /** Opens the page that asks the browser for the filter, or gives it back. */
  filter(origin: string, on: boolean): Promise<void>;
  /** Errors of the console of the origin's pages are recorded. */
  errors(origin: string, on: boolean): Promise<void>;
  /** Workers of the origin cannot run with a hook in them: they are left alone from now on. */
  unfit(origin: string, why: Unfit): Promise<void>;
  /** Permission was given: the scripts are registered, and come late into what is open. */
  granted(origin: string): Promise<void>;
  revoke(origin: string): Promise<void>;
  openGrant(origin: string): Promise<void>;
  /** Asks the relays of a tab to come forward. False: nobody of ours is in its document. */
  wake(tab: number): Promise<boolean>;
}

export function createSites(
  consents: Consents,
  scripts: SiteScripts,
  filter: ScriptFilter,
  statuses: TabStatuses,
  ports: boolean,
): Sites {
  const inTurn = createSerial();

  /** Nobody is told of a consent whose script is not registered yet: the panel reloads the page when it hears of it. */
  const allow = (consent: Consent, origin: string, on: boolean): Promise<void> =>
    inTurn(async () => {
      await consent.set(origin, on);
      await scripts.sync();
    });

  async function isPermitted(origin: string): Promise<boolean> {
    const pattern = patternOf(origin, ports);
    return pattern !== undefined && browser.permissions.contains({ origins: [pattern] });
  }

  const wake = (tab: number): Promise<boolean> => answers(tab, { type: RELAY_WAKE });

  const tabsAt = async (pattern: string | undefined): Promise<number[]> =>
    (pattern === undefined ? [] : await browser.tabs.query({ url: pattern })).flatMap(({ id }) => id ?? []);

  return {
    async state(tab, url) {
      const found = await browser.tabs.get(tab).catch(() => undefined);
      const known = found?.url ?? url;
      const origin = known !== undefined && URL.canParse(known) ? new URL(known).origin : '';
      const [permitted, silent, consented, pageApi, workers, errors, unfit, isFiltered, status] = await inTurn(() =>
        Promise.all([
          isPermitted(origin),
          consents.silent.has(origin),
          consents.decrypt.has(origin),
          consents.pageApi.has(origin),
          consents.workers.has(origin),
          consents.errors.has(origin),
          consents.unfit.all(),
          filter.isAllowed(),
          statuses.get(tab),
        ]),
      );
      // It is on once the next page has it: whoever sees that it is on reloads.
      if (!ports && isFiltered && workers) await scripts.sync();
      const isPrivate = found?.incognito === true;
      const workersUnfit = workers ? unfit.get(origin) : undefined;
      return siteState({
        url: known,
        permitted,
        silent,
        isPrivate,
        consented,
        pageApi,
        workers,
        workersUnfit,
        // In Chromium a pattern may name a port; there is no filter.
        filtered: ports ? undefined : isFiltered,
        errors,
        status,
      });
    },
    async list() {
      const [{ origins: permitted = [] }, decrypt, pageApi, silent] = await Promise.all([
        browser.permissions.getAll(),
        consents.decrypt.origins(),
        consents.pageApi.origins(),
        consents.silent.origins(),
      ]);
      return siteList({ declared: scripts.declared(), permitted, decrypt, pageApi, silent, keepsDeclared: ports });
    },
    async right(origin) {
      // A frame of no origin counts to the page around it, which was let in.
      if (origin !== '' && !(await isPermitted(origin))) return 'none';
      return (await consents.silent.has(origin)) ? 'silent' : 'capture';
    },
    consent: (origin, on) => allow(consents.decrypt, origin, on),
    pageApi: (origin, on) => allow(consents.pageApi, origin, on),
    async capture(origin, on) {
      await consents.silent.set(origin, !on);
      await Promise.all((await tabsAt(patternOf(origin, ports))).map(wake));
    },
    async workers(origin, on) {
      await consents.unfit.forget(origin);
      await allow(consents.workers, origin, on);
    },
    isFiltered: async (origin) => (await filter.isAllowed()) && consents.workers.has(origin),
    async filter(origin, on) {
      if (on) return openGrantPage(`filter:${encodeURIComponent(origin)}`);
      await browser.permissions.remove({ permissions: [...FILTER_PERMISSIONS] });
      await scripts.sync();
    },
    errors: (origin, on) => allow(consents.errors, origin, on),
    async unfit(origin, why) {
      if (await consents.unfit.add(origin, why)) await scripts.sync();
    },
    async granted(origin) {
      const pattern = patternOf(origin, ports);
      await scripts.sync();
      if (pattern !== undefined && (await isPermitted(origin))) await scripts.inject(pattern);
    },
    async revoke(origin) {
      const pattern = patternOf(origin, ports);
      // Asked before: without permission the browser does not tell where a tab is.
      const open = await tabsAt(pattern);
      const isGone =
        pattern !== undefined && (await browser.permissions.remove({ origins: [pattern] }).catch(() => false));
      if (!isGone)
        throw new SiteError(
          `The browser keeps access to ${origin}, since it comes with ONE Trace. Its own page of extensions can take it away; capture can be switched off here.`,
        );
      const { decrypt, pageApi, silent, workers, errors } = consents;
      for (const consent of [decrypt, pageApi, silent, workers, errors]) await consent.set(origin, false);
      await consents.unfit.forget(origin);
      await scripts.sync();
      // Each comes forward, hears that its site is none of ours any more, and leaves the page.
      await Promise.all(open.map(wake));
    },
    openGrant: (origin) => openGrantPage(encodeURIComponent(origin)),
    wake,
  };
}
