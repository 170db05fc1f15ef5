import { batch, signal, type ReadonlySignal } from '@preact/signals';
import type { Channel } from '../../core/contract/channel.ts';
import type { PageSnapshot } from '../../core/contract/page-snapshot.ts';
import type { PanelMessage, PanelNotice, SiteRow, SiteState } from '../../core/contract/panel.ts';

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

const UNDO_MS = 10_000;
const FIRST_ASKED_MS = 50;
const LAST_ASKED_MS = 3200;

export interface LiveHandlers {
  onRecording(id: number): void;
  onGrown(): void;
  onKeys(id: number, keys: Extract<PanelNotice, { type: 'keys' }>['keys']): void;
  onSaved(saved: Extract<PanelNotice, { type: 'saved' }>): void;
  onMarked(ok: boolean): void;
}

export function createLive(link: LiveLink, host: LiveHost, handlers: LiveHandlers): Live {
  const { onRecording, onGrown, onKeys, onSaved, onMarked } = handlers;
  const state = signal<LinkState>('connected');
  const site = signal<SiteState | undefined>(undefined);
  const recording = signal<{ id: number; pinned: boolean } | undefined>(undefined);
  const trouble = signal<{ code: string; message: string } | undefined>(undefined);
  const canUndoClear = signal(false);
  const keepsOnReload = signal(true);
  const sites = signal<SiteRow[] | undefined>(undefined);
  let created: number | undefined;
  let undoTimer: ReturnType<typeof setTimeout> | undefined;
  /** Until the background says that it is so: it may die over the question. */
  let asked: Extract<PanelMessage, { type: 'decrypt' }> | undefined;

  /** Where the tab went last; asking the page itself fails while it is being left. */
  let last: string | undefined;
  const watch = async (known?: string): Promise<void> => {
    last = known ?? last;
    const before = last;
    const answer = known ?? (await host.url());
    if (last === before) last = answer ?? last;
    link.post({ type: 'watch', tabId: host.tabId, ...(last === undefined ? {} : { url: last }) });
    if (asked !== undefined) link.post(asked);
  };

  /** A document that is just coming gives no answer, and nobody tells when it can: it is asked a few times more. */
  const askAgain = async (ms: number): Promise<void> => {
    if (last !== undefined || ms > LAST_ASKED_MS) return;
    await new Promise((resolve) => setTimeout(resolve, ms));
    const answer = await host.url();
    if (last === undefined && answer !== undefined) return watch(answer);
    return askAgain(ms * 2);
  };

  link.onState((next) => {
    state.value = next;
    if (next === 'connected') void watch();
  });
  link.listen((notice) =>
    batch(() => {
      switch (notice.type) {
        case 'site':
          site.value = notice.site;
          return answered(notice.site);
        case 'recording': {
          const isOther = recording.peek()?.id !== notice.id || created !== notice.created;
          created = notice.created;
          recording.value = { id: notice.id, pinned: notice.pinned };
          if (isOther) onRecording(notice.id);
          return;
        }
        case 'grown':
          if (notice.id === recording.peek()?.id) onGrown();
          return;
        case 'keys':
          return onKeys(notice.id, notice.keys);
        case 'keeps-on-reload':
          keepsOnReload.value = notice.on;
          return;
        case 'saved':
          return onSaved(notice);
        case 'marked':
          return onMarked(notice.ok);
        case 'well':
          if (trouble.peek()?.code.startsWith('storage-') === true) trouble.value = undefined;
          return;
        case 'collector':
          // The answer to whoever asked: ask-access.ts.
          return;
        case 'trouble':
          trouble.value = { code: notice.code, message: notice.message };
          return;
        case 'sites':
          sites.value = notice.sites;
      }
    }),
  );
  host.onNavigated((url) => void watch(url));
  void watch().then(() => askAgain(FIRST_ASKED_MS));

  function answered({ origin, decrypt }: SiteState): void {
    if (asked?.origin !== origin || asked.on !== decrypt) return;
    asked = undefined;
    // Not before: the page would begin without what looks for its keys.
    if (decrypt) host.reload();
  }

  const origin = (): string => site.peek()?.origin ?? '';

  return {
    state,
    site,
    recording,
    trouble,
    canUndoClear,
    keepsOnReload,
    keepOnReload: (on) => link.post({ type: 'keep-on-reload', on }),
    save: (ms) => link.post({ type: 'save', ...(ms === undefined ? {} : { ms }) }),
    mark: (mark) => link.post({ type: 'mark', ...mark }),
    keysOf: (id) => link.post({ type: 'keys-of', id }),
    sites,
    record: (on) => link.post({ type: 'record', on }),
    clear() {
      link.post({ type: 'clear' });
      canUndoClear.value = true;
      clearTimeout(undoTimer);
      undoTimer = setTimeout(() => {
        canUndoClear.value = false;
      }, UNDO_MS);
    },
    undoClear() {
      canUndoClear.value = false;
      link.post({ type: 'undo-clear' });
    },
    decrypt(on) {
      asked = { type: 'decrypt', origin: origin(), on };
      link.post(asked);
    },
    pageApi: (on) => link.post({ type: 'page-api', origin: origin(), on }),
    filter: (on) => link.post({ type: 'filter', origin: origin(), on }),
    workers: (on) => link.post({ type: 'workers', origin: origin(), on }),
    errors: (on) => link.post({ type: 'errors', origin: origin(), on }),
    tellPage: (snapshot) => link.post({ type: 'snapshot', snapshot }),
    async grant(of = origin()) {
      if (host.requestAccess === undefined) return link.post({ type: 'open-grant', origin: of });
      if (await host.requestAccess(of)) link.post({ type: 'granted', origin: of });
    },
    revoke: (of) => link.post({ type: 'revoke', origin: of }),
    capture: (of, on) => link.post({ type: 'capture', origin: of, on }),
    allow: (type, of, on) => link.post({ type, origin: of, on }),
    askSites: () => link.post({ type: 'sites' }),
    reload: () => host.reload(),
    dismissTrouble() {
      trouble.value = undefined;
    },
  };
}
