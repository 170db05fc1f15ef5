import type { ReadonlySignal } from '@preact/signals';
import type { Channel } from '../../../core/contract/channel.ts';
import type { PageSnapshot } from '../../../core/contract/page-snapshot.ts';
import type { PanelMessage, PanelNotice, SiteRow, SiteState } from '../../../core/contract/panel.ts';

/** The hop to the background, which may die and come back at any time. */
export interface LiveLink extends Channel<PanelMessage, PanelNotice> {
  /** Told with every change; `gone`: the extension itself was updated or removed. */
  onState(handler: (state: LinkState) => void): () => void;
}

export type LinkState = 'connected' | 'reconnecting' | 'gone';

/** What only the browser can do for the panel. */
export interface LiveHost {
  tabId: number;
  reload(): void;
  /** The browser's own prompt; undefined where the panel may not ask (Firefox) and a page of its own must. */
  requestAccess: ((origin: string) => Promise<boolean>) | undefined;
  url(): Promise<string | undefined>;
  /** The tab shows another document. */
  onNavigated(handler: (url: string) => void): void;
}

/** The inspected tab: its site, its recording, and what can be asked of the background. */
export interface Live {
  state: ReadonlySignal<LinkState>;
  site: ReadonlySignal<SiteState | undefined>;
  recording: ReadonlySignal<{ id: number; pinned: boolean } | undefined>;
  trouble: ReadonlySignal<{ code: string; message: string } | undefined>;
  /** Until then the list can be brought back. */
  canUndoClear: ReadonlySignal<boolean>;
  /** Whether the list goes on over a reload of the page. */
  keepsOnReload: ReadonlySignal<boolean>;
  keepOnReload(on: boolean): void;
  record(on: boolean): void;
  /** Saves the last `ms`, or everything that is still kept. */
  save(ms?: number): void;
  mark(mark: Mark): void;
  /** Asks for the session keys of a saved recording. */
  keysOf(id: number): void;
  clear(): void;
  undoClear(): void;
  /** Consent for the site, or its end; the page is reloaded once consent holds. */
  decrypt(on: boolean): void;
  /** The page API for the site: pages get it with their next load. */
  pageApi(on: boolean): void;
  /** Capture inside workers of the site: with the page's next load. */
  workers(on: boolean): void;
  /** The browser's filter of scripts, by which more workers are captured. */
  filter(on: boolean): void;
  /** Errors of the console of the site's pages: with the page's next load. */
  errors(on: boolean): void;
  tellPage(snapshot: PageSnapshot): void;
  /** Of this page's site, or of another. */
  grant(origin?: string): Promise<void>;
  revoke(origin: string): void;
  /** Whether anything is captured on a site. */
  capture(origin: string, on: boolean): void;
  /** Consent and page API of a site that need not be open. */
  allow(what: 'decrypt' | 'page-api', origin: string, on: boolean): void;
  /** undefined until asked for. */
  sites: ReadonlySignal<SiteRow[] | undefined>;
  askSites(): void;
  reload(): void;
  dismissTrouble(): void;
}

export interface Mark {
  text: string;
  about?: { conn: string; seq: number };
}

export interface LiveHandlers {
  onRecording(id: number): void;
  onGrown(): void;
  onKeys(id: number, keys: Extract<PanelNotice, { type: 'keys' }>['keys']): void;
  onSaved(saved: Extract<PanelNotice, { type: 'saved' }>): void;
  onMarked(ok: boolean): void;
}
