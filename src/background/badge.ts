import browser from 'webextension-polyfill';

/** The mark on the toolbar of a tab whose page speaks ONE. The browser takes it away with the page. */
export async function showDetected(tab: number, evidence: string): Promise<void> {
  // The tab may have gone meanwhile.
  await Promise.all([
    browser.action.setBadgeText({ tabId: tab, text: 'ONE' }),
    browser.action.setBadgeBackgroundColor({ tabId: tab, color: '#0b57d0' }),
    browser.action.setTitle({ tabId: tab, title: `ONE Trace: this page speaks ONE (${evidence})` }),
  ]).catch(() => undefined);
}
