import browser from 'webextension-polyfill';
import { evidenceWords, type Evidence } from '../core/contract/evidence.ts';
import { createFlash } from './flash.ts';

// The tab may have gone meanwhile.
const { flash, stand } = createFlash({
  read: (tab) => browser.action.getBadgeText({ tabId: tab }).catch(() => ''),
  write: (tab, text) => browser.action.setBadgeText({ tabId: tab, text }).catch(() => undefined),
});

/** Says for a moment, on the toolbar of a tab, what a keyboard shortcut did. */
export { flash };

/** The mark on the toolbar of a tab whose page speaks ONE, or looks like it. The browser takes it away with the page. */
export async function showDetected(tab: number, evidence: Evidence): Promise<void> {
  await Promise.all([
    stand(tab, 'ONE'),
    browser.action.setBadgeBackgroundColor({ tabId: tab, color: '#0b57d0' }),
    browser.action.setTitle({
      tabId: tab,
      title: `ONE Trace: ONE.models detected, because ${evidenceWords(evidence)}`,
    }),
  ]).catch(() => undefined);
}
