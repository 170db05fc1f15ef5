import browser from 'webextension-polyfill';
import { evidenceWords, type Evidence } from '../core/contract/evidence.ts';
import { createFlash } from './flash.ts';

/** The mark on the toolbar of a tab whose page speaks ONE, or looks like it. The browser takes it away with the page. */
export async function showDetected(tab: number, evidence: Evidence): Promise<void> {
  // The tab may have gone meanwhile.
  await Promise.all([
    browser.action.setBadgeText({ tabId: tab, text: 'ONE' }),
    browser.action.setBadgeBackgroundColor({ tabId: tab, color: '#0b57d0' }),
    browser.action.setTitle({
      tabId: tab,
      title: `ONE Trace: ONE.models detected, because ${evidenceWords(evidence)}`,
    }),
  ]).catch(() => undefined);
}

/** Says for a moment, on the toolbar of a tab, what a keyboard shortcut did. */
export const flash = createFlash({
  read: (tab) => browser.action.getBadgeText({ tabId: tab }).catch(() => ''),
  write: (tab, text) => browser.action.setBadgeText({ tabId: tab, text }).catch(() => undefined),
});
