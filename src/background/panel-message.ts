import type { PanelMessage } from '../core/contract/panel.ts';
import { isObject } from '../core/trace/checks.ts';

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
  const { type, tabId, url, origin, on } = message;
  switch (type as PanelMessage['type']) {
    case 'watch':
      if (!Number.isSafeInteger(tabId)) return undefined;
      return { type: 'watch', tabId: tabId as number, ...(typeof url === 'string' ? { url } : {}) };
    case 'record':
      return { type: 'record', on: on === true };
    case 'clear':
      return { type: 'clear' };
    case 'undo-clear':
      return { type: 'undo-clear' };
    case 'decrypt':
      return isOrigin(origin) ? { type: 'decrypt', origin, on: on === true } : undefined;
    case 'open-grant':
      return isOrigin(origin) ? { type: 'open-grant', origin } : undefined;
    case 'granted':
      return isOrigin(origin) ? { type: 'granted', origin } : undefined;
    case 'revoke':
      return isOrigin(origin) ? { type: 'revoke', origin } : undefined;
    default:
      return undefined;
  }
}

const isOrigin = (value: unknown): value is string =>
  typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;
