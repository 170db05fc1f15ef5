import type { Unfit } from '../../core/contract/capture.ts';
import type { SiteState } from '../../core/contract/panel.ts';
import type { TabStatus } from '../tab-status.ts';

export interface SiteFacts {
  /** Address of the tab's top document, where anybody knows it. */
  url: string | undefined;
  permitted: boolean;
  /** The user switched capture off for the site. */
  silent: boolean;
  isPrivate: boolean;
  consented: boolean;
  pageApi: boolean;
  workers: boolean;
  workersUnfit: Unfit | undefined;
  /** The browser lets us filter scripts; undefined where it has no such filter. */
  filtered: boolean | undefined;
  errors: boolean;
  /** What the tab's relays said last. */
  status: TabStatus | undefined;
}

/** Pages into which browsers let no extension. */
const CLOSED = /^(addons\.mozilla\.org|chromewebstore\.google\.com|chrome\.google\.com)$/;

/** What the panel shows about the page in its tab. */
export function siteState(facts: SiteFacts): SiteState {
  const { url = '', consented, pageApi, workers, workersUnfit, filtered, errors, status } = facts;
  const at = URL.canParse(url) ? new URL(url) : undefined;
  const origin = at?.origin ?? '';
  const ofThisPage = status?.origin === origin ? status : undefined;
  const counts = { otherSockets: ofThisPage?.otherSockets ?? 0, otherBytes: ofThisPage?.otherBytes ?? 0 };
  return {
    origin,
    url,
    capture: captureOf(at, facts, ofThisPage),
    evidence: ofThisPage?.evidence ?? [],
    isPrivate: facts.isPrivate,
    decrypt: consented,
    pageApi,
    workers,
    ...(workersUnfit === undefined ? {} : { workersUnfit }),
    ...(filtered === undefined ? {} : { filtered }),
    errors,
    ...counts,
  };
}

function captureOf(
  at: URL | undefined,
  { permitted, silent }: SiteFacts,
  status: TabStatus | undefined,
): SiteState['capture'] {
  if (!at || !/^https?:$/.test(at.protocol) || CLOSED.test(at.hostname)) return 'unsupported';
  if (!permitted) return 'none';
  if (silent) return 'off';
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
