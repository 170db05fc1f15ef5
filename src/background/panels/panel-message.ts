import { MOST_IN_SNAPSHOT, type PageSnapshot } from '../../core/contract/page-snapshot.ts';
import type { PanelMessage } from '../../core/contract/panel.ts';
import { isObject } from '../../core/trace/checks.ts';

/** The part of a port's sender that says who is there. */
export interface Claim {
  id?: string | undefined;
  url?: string | undefined;
}

/** Content scripts may name their port as they like: a panel is who speaks from one of the extension's own pages. */
export const isPanel = (sender: Claim | undefined, extensionId: string, root: string): boolean =>
  sender?.id === extensionId && sender.url?.startsWith(root) === true;

/** What a panel asks, where it is a message that this version knows; a panel of another version may still be open. */
export function hearPanel(message: unknown): PanelMessage | undefined {
  if (!isObject(message)) return undefined;
  const { type, tabId, url, origin, on, snapshot, ms, text, about, id } = message;
  switch (type as PanelMessage['type']) {
    case 'watch':
      if (!Number.isSafeInteger(tabId)) return undefined;
      return { type: 'watch', tabId: tabId as number, ...(typeof url === 'string' ? { url } : {}) };
    case 'record':
      return { type: 'record', on: on === true };
    case 'save':
      return { type: 'save', ...(typeof ms === 'number' && ms > 0 ? { ms } : {}) };
    case 'mark':
      if (typeof text !== 'string') return undefined;
      return { type: 'mark', text: text.slice(0, LONGEST_MARK), ...(isPlace(about) ? { about } : {}) };
    case 'keep-on-reload':
      return { type: 'keep-on-reload', on: on === true };
    case 'keys-of':
      return Number.isSafeInteger(id) ? { type: 'keys-of', id: id as number } : undefined;
    case 'clear':
      return { type: 'clear' };
    case 'undo-clear':
      return { type: 'undo-clear' };
    case 'decrypt':
      return isOrigin(origin) ? { type: 'decrypt', origin, on: on === true } : undefined;
    case 'page-api':
      return isOrigin(origin) ? { type: 'page-api', origin, on: on === true } : undefined;
    case 'workers':
      return isOrigin(origin) ? { type: 'workers', origin, on: on === true } : undefined;
    case 'filter':
      return isOrigin(origin) ? { type: 'filter', origin, on: on === true } : undefined;
    case 'errors':
      return isOrigin(origin) ? { type: 'errors', origin, on: on === true } : undefined;
    case 'snapshot':
      return isSnapshot(snapshot) ? { type: 'snapshot', snapshot } : undefined;
    case 'open-grant':
      return isOrigin(origin) ? { type: 'open-grant', origin } : undefined;
    case 'ask-collector':
      return isOrigin(origin) ? { type: 'ask-collector', origin } : undefined;
    case 'granted':
      return isOrigin(origin) ? { type: 'granted', origin } : undefined;
    case 'revoke':
      return isOrigin(origin) ? { type: 'revoke', origin } : undefined;
    case 'capture':
      return isOrigin(origin) ? { type: 'capture', origin, on: on === true } : undefined;
    case 'sites':
      return { type: 'sites' };
    default:
      return undefined;
  }
}

/** As long as a page may make its own (content/stats/offer.ts). */
const LONGEST_MARK = 1000;

const isPlace = (value: unknown): value is { conn: string; seq: number } =>
  isObject(value) && typeof value['conn'] === 'string' && Number.isSafeInteger(value['seq']);

const isOrigin = (value: unknown): value is string =>
  typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;

const isSnapshot = (value: unknown): value is PageSnapshot =>
  isObject(value) &&
  Number.isFinite(value['asOf']) &&
  Array.isArray(value['connections']) &&
  value['connections'].length <= MOST_IN_SNAPSHOT &&
  value['connections'].every(
    (each) => isObject(each) && Number.isFinite(each['opened']) && typeof each['state'] === 'string',
  );
