import type { Runtime } from 'webextension-polyfill';
import type { Origin } from './tab-recordings.ts';

/** Who a relay is, by the browser's word. Undefined for what is no frame of a tab: the extension's own pages, for one. */
export function relayOrigin(sender: Runtime.MessageSender | undefined): Origin | undefined {
  const { tab, frameId: frame, url } = sender ?? {};
  if (tab?.id === undefined || frame === undefined) return undefined;
  // A frame without an address of its own (about:blank, data:) counts to the page that it is in.
  const own = originOf((sender as { origin?: string }).origin) ?? originOf(url);
  return { tab: tab.id, frame, origin: own ?? originOf(tab.url) ?? '', title: tab.title?.slice(0, 512) ?? '' };
}

function originOf(url: string | undefined): string | undefined {
  const origin = url !== undefined && URL.canParse(url) ? new URL(url).origin : 'null';
  return origin === 'null' ? undefined : origin;
}
