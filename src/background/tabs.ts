import browser from 'webextension-polyfill';
import { matchesPattern } from './sites/match-pattern.ts';
import type { Recorder } from './recorder/recorder.ts';
import type { TraceStore } from '../core/store/store.ts';
import type { Saving } from './recorder/saving.ts';
import type { SiteScripts } from './sites/site-scripts.ts';
import type { TabRecordings } from './recorder/tab-recordings.ts';
import type { TabStatuses } from './tab-status.ts';

export interface TabsDeps {
  recorder: Recorder;
  recordings: TabRecordings;
  saving: Saving;
  store: TraceStore;
  statuses: TabStatuses;
  scripts: SiteScripts;
  report: (error: unknown) => void;
  refreshAll: () => Promise<void>;
  upkeep: () => Promise<void>;
}

/** What happens to tabs, permissions and the extension itself, and what follows from it. */
export function followTabs(deps: TabsDeps): void {
  const { recorder, recordings, saving, store, statuses, scripts, report, refreshAll, upkeep } = deps;

  browser.tabs.onRemoved.addListener((tab) => {
    // What was being recorded when its tab was closed is saved all the same.
    Promise.all([recorder.end(tab).then(() => saving.ended()), statuses.forget(tab)]).catch(report);
  });

  const permissionsChanged = (): void => {
    scripts
      .sync()
      .then(() => recorder.recheck())
      .then(refreshAll)
      .catch(report);
  };
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    permissionsChanged();
    for (const pattern of origins) scripts.inject(pattern).catch(report);
  });
  browser.permissions.onRemoved.addListener(permissionsChanged);

  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') injectEverywhere().catch(report);
    else if (reason === 'update') markOrphans().catch(report);
  });

  // Each start of the background, which may be the browser's own: what changed while it was away is made up for.
  void (async () => {
    await scripts.sync();
    const tabs = await browser.tabs.query({});
    await recordings.endOthers(tabs.flatMap(({ id }) => id ?? []));
    await saving.ended();
    await store.resumeCopies();
    await upkeep();
  })().catch(report);

  async function injectEverywhere(): Promise<void> {
    for (const pattern of scripts.declared()) await scripts.inject(pattern);
  }

  /** Pages that were open when the extension was replaced have hooks whose extension is gone: only a reload helps. */
  async function markOrphans(): Promise<void> {
    const { origins = [] } = await browser.permissions.getAll();
    const sites = [...scripts.declared(), ...origins];
    for (const { id, url } of await browser.tabs.query({})) {
      if (id === undefined || url === undefined || !sites.some((pattern) => matchesPattern(url, pattern))) continue;
      await statuses.orphan(id, new URL(url).origin);
    }
    await refreshAll();
  }
}
