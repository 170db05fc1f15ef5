import browser from 'webextension-polyfill';
import { collectorPermissions } from '../../core/contract/collector-permissions.ts';

/** Whether sessions may be sent to a collector. Where not, the page that asks the user is opened. */
export async function askCollector(origin: string): Promise<{ origin: string; allowed: boolean }> {
  const allowed = await browser.permissions.contains(collectorPermissions(origin, browser.runtime.getManifest()));
  if (!allowed)
    await browser.tabs.create({
      url: browser.runtime.getURL(`src/grant/grant.html#collector:${encodeURIComponent(origin)}`),
    });
  return { origin, allowed };
}
