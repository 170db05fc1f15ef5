import type { SiteState } from '../core/contract/panel.ts';
import type { TabStatus } from './tab-status.ts';

export interface SiteFacts {
  /** Address of the tab's top document, where anybody knows it. */
  url: string | undefined;
  permitted: boolean;
  consented: boolean;
  pageApi: boolean;
  /** What the tab's relays said last. */
  status: TabStatus | undefined;
}

/** Pages into which browsers let no extension. */
const CLOSED = /^(addons\.mozilla\.org|chromewebstore\.google\.com|chrome\.google\.com)$/;

/** What the panel shows about the page in its tab. */
export function siteState({ url = '', permitted, consented, pageApi, status }: SiteFacts): SiteState {
  const at = URL.canParse(url) ? new URL(url) : undefined;
  const origin = at?.origin ?? '';
  const ofThisPage = status?.origin === origin ? status : undefined;
  const counts = { otherSockets: ofThisPage?.otherSockets ?? 0, otherBytes: ofThisPage?.otherBytes ?? 0 };
  const detected = ofThisPage?.detected === undefined ? {} : { detected: ofThisPage.detected };
  return {
    origin,
    url,
    capture: captureOf(at, permitted, ofThisPage),
    ...detected,
    decrypt: consented,
    pageApi,
    ...counts,
  };
}

function captureOf(at: URL | undefined, permitted: boolean, status: TabStatus | undefined): SiteState['capture'] {
  if (!at || !/^https?:$/.test(at.protocol) || CLOSED.test(at.hostname)) return 'unsupported';
  if (!permitted) return 'none';
  if (!status) return 'reload';
  switch (status.hook) {
    case 'early':
      return 'capturing';
    case 'late':
      return 'reload';
    case 'orphaned':
      return 'lost';
  }
}
