import type { Unfit } from './capture.ts';
import type { KeyRecord } from '../trace/records.ts';
import type { Evidence } from './evidence.ts';
import type { PageSnapshot } from './page-snapshot.ts';

/** What the panel asks of the background, over a runtime Port named PANEL_PORT. */
export type PanelMessage =
  /**
   * `url` as the devtools page knows it (`inspectedWindow.eval('location.href')`, later `network.onNavigated`): without a site's
   * permission the background cannot see it. Sent again after each navigation.
   */
  | { type: 'watch'; tabId: number; url?: string }
  /** Pins the recording from now on, or ends the pinned stretch and saves it as a recording of its own. */
  | { type: 'record'; on: boolean }
  /** Saves what is still kept of the last `ms` milliseconds, or everything that is, as a recording of its own. */
  | { type: 'save'; ms?: number }
  /** Sets a mark now; `about` a frame, where it stands for one. */
  | { type: 'mark'; text: string; about?: { conn: string; seq: number } }
  /** Whether the list goes on over a reload of the page. */
  | { type: 'keep-on-reload'; on: boolean }
  /** The session keys of a saved recording, where they are still known. */
  | { type: 'keys-of'; id: number }
  /** Starts a new recording for the tab; the old one stays until retention takes it. A `recording` notice names the new one. */
  | { type: 'clear' }
  /** Back to the recording before; what was recorded since is added to it. */
  | { type: 'undo-clear' }
  /** The user's consent for live discovery of session keys on this site. */
  | { type: 'decrypt'; origin: string; on: boolean }
  /** The user's wish that pages of this site are given their own figures (page API). */
  | { type: 'page-api'; origin: string; on: boolean }
  /** The user's wish that the workers of this site are started with the hook in them; said again, it is tried again. */
  | { type: 'workers'; origin: string; on: boolean }
  /** Asks the browser for its filter of scripts, on a page that it opens, or gives that back. */
  | { type: 'filter'; origin: string; on: boolean }
  /** The user's wish that errors of the console are recorded on this site. */
  | { type: 'errors'; origin: string; on: boolean }
  /** What this reader knows, for the page API of the tab. */
  | { type: 'snapshot'; snapshot: PageSnapshot }
  /** Firefox panels cannot ask themselves: opens grant.html. */
  | { type: 'open-grant'; origin: string }
  /** Firefox panels cannot see or ask: may sessions be sent to this collector? Where not yet, grant.html opens. */
  | { type: 'ask-collector'; origin: string }
  /** The panel was given access (Chromium) and content scripts must be registered. */
  | { type: 'granted'; origin: string }
  | { type: 'revoke'; origin: string }
  /** Whether anything is captured on the site. */
  | { type: 'capture'; origin: string; on: boolean }
  /** Asks for the list of sites, which comes again whenever it changes. */
  | { type: 'sites' };

/** The background says; payloads never travel here, readers take them from the store. */
export type PanelNotice =
  | { type: 'site'; site: SiteState }
  /** The recording that belongs to the tab now. */
  /** `created` tells it from one of a database that was deleted: its numbers begin anew. */
  | { type: 'recording'; id: number; pinned: boolean; created?: number }
  | { type: 'keeps-on-reload'; on: boolean }
  /** A stretch became a recording of its own; without `id` there was nothing to save. */
  | { type: 'saved'; id?: number; name?: string; frames?: number }
  /** Without `ok` there was no recording to set it in. */
  | { type: 'marked'; ok: boolean }
  | { type: 'grown'; id: number; pages: number; frames: number; bytes: number; lost: number }
  /** Session keys live in storage.session: in the store a key record has its key zeroed; `conn` and `t` join the two. */
  | { type: 'keys'; id: number; keys: KeyRecord[] }
  | { type: 'collector'; origin: string; allowed: boolean }
  | { type: 'trouble'; code: string; message: string }
  /** What `trouble` told of the storage is over: recording goes on. */
  | { type: 'well' }
  | { type: 'sites'; sites: SiteRow[] };

export interface SiteState {
  origin: string;
  url: string;
  /**
   * `none`: no permission. `off`: the user switched capture off. `reload`: permitted, but this page began without the hook. `lost`: the
   * page's hook lost its extension.
   */
  capture: 'unsupported' | 'none' | 'off' | 'reload' | 'capturing' | 'lost';
  /** Why the page counts as a ONE page, the strongest sign first; empty where nothing was seen. */
  evidence: Evidence[];
  /** A private window: what is recorded there is kept in memory only. */
  isPrivate: boolean;
  decrypt: boolean;
  /** The page API is switched on. */
  pageApi: boolean;
  /** Capture inside workers is wished for; `workersUnfit`: it was tried, and is left alone for this reason. */
  workers: boolean;
  workersUnfit?: Unfit;
  /** Scripts of workers may be filtered, for all sites whose workers are captured; undefined where the browser has no such filter. */
  filtered?: boolean;
  /** Errors of the page's console are recorded. */
  errors: boolean;
  otherSockets: number;
  otherBytes: number;
}

/** One line of the list of sites. */
export interface SiteRow {
  /** An origin; a match pattern where the browser's permission covers more than one. */
  site: string;
  /** What the switches are about; undefined for a pattern. */
  origin?: string;
  /** `declared`: comes with the extension. `granted`: by the user. `missing`: neither, or taken away. */
  access: 'declared' | 'granted' | 'missing';
  /** Whether it can be taken away here; Chromium keeps what the manifest names. */
  canRevoke: boolean;
  capture: boolean;
  decrypt: boolean;
  pageApi: boolean;
}

export const PANEL_PORT = 'one-trace-panel';
