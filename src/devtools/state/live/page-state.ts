import { evidenceWords, type Evidence } from '../../../core/contract/evidence.ts';
import type { SiteState } from '../../../core/contract/panel.ts';
import type { Live } from './live.ts';

/** How the page in the tab stands with ONE Trace: one word, the reason, and the one thing to do. */
export interface PageState {
  tone: 'good' | 'warning' | 'plain';
  word: string;
  title: string;
  reason: string;
  action?: { title: string; run(live: Live): void };
}

const RELOAD = { title: 'Reload the page', run: (live: Live) => live.reload() };

export function pageState(site: SiteState | undefined): PageState {
  switch (site?.capture) {
    case undefined:
      return { tone: 'plain', word: 'connecting', title: 'Connecting to the page', reason: '' };
    case 'unsupported':
      return {
        tone: 'plain',
        word: 'cannot be captured',
        title: 'Pages of this kind cannot be captured',
        reason: whyUnsupported(site.url),
      };
    case 'none':
      return {
        tone: 'warning',
        word: 'not enabled',
        title: 'ONE Trace has no access to this site',
        reason: `To see the traffic of ${site.origin}, the browser must allow the extension to run there. Only sites you grant are captured; nothing is sent anywhere.`,
        action: { title: `Grant access to ${hostOf(site.origin)}`, run: (live) => void live.grant() },
      };
    case 'off':
      return {
        tone: 'plain',
        word: 'capture is off',
        title: 'Capture is switched off for this site',
        reason: `You switched it off for ${site.origin}. Nothing that happens there is kept.`,
        action: { title: 'Switch capture on', run: (live) => live.capture(site.origin, true) },
      };
    case 'reload':
      return {
        tone: 'warning',
        word: 'reload to capture',
        title: 'Reload to capture from the start',
        reason:
          'The page was already running when ONE Trace was switched on. The first frames of its connections, their handshakes and keys are missing.',
        action: RELOAD,
      };
    case 'lost':
      return {
        tone: 'warning',
        word: 'context lost',
        title: 'Reload to capture again',
        reason:
          'ONE Trace was updated while this page was open. The page runs on without it; what it does is not recorded until it is reloaded.',
        action: RELOAD,
      };
    case 'capturing':
      return {
        tone: 'good',
        word: 'capturing',
        title: 'Capturing from the start',
        reason: 'ONE Trace was there before the first script of the page.',
      };
  }
}

/** What is known of the page as one of ONE; undefined where nothing is. */
export function oneWords(evidence: readonly Evidence[]): { badge: string; because: string[] } | undefined {
  if (evidence.length === 0) return undefined;
  const isProven = evidence.some(({ sign }) => sign === 'frame');
  return { badge: isProven ? 'ONE.models detected' : 'looks like ONE', because: evidence.map(evidenceWords) };
}

const STORES = /^(addons\.mozilla\.org|chromewebstore\.google\.com|chrome\.google\.com)$/;

function whyUnsupported(url: string): string {
  const { protocol = '', hostname = '' } = URL.canParse(url) ? new URL(url) : {};
  if (STORES.test(hostname)) return 'Browsers let no extension into the store for extensions.';
  switch (protocol) {
    case '':
      return 'The browser does not say which page this is; it lets no extension into its own pages.';
    case 'file:':
      return 'This page is a file on disk. ONE Trace captures sites on http and https: serve the folder on localhost.';
    case 'chrome-extension:':
    case 'moz-extension:':
      return 'This page belongs to an extension, and extensions are kept out of each other.';
    case 'data:':
    case 'blob:':
    case 'view-source:':
      return 'This document belongs to no site, so there is nothing to grant access to.';
    default:
      return 'Browsers let no extension into their own pages.';
  }
}

export function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}
