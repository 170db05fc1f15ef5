import { batch, signal } from '@preact/signals';
import type { PanelMessage, PanelNotice, SiteRow, SiteState } from '../../../core/contract/panel.ts';
import type { LinkState, Live, LiveHandlers, LiveHost, LiveLink } from './live.ts';
import { createUndoClear } from './undo-clear.ts';
import { watchUrl } from './watched-url.ts';

/** What the background tells about the tab, as signals, and what the panel asks of it, as messages. */
export function createLive(link: LiveLink, host: LiveHost, handlers: LiveHandlers): Live {
  const state = signal<LinkState>('connected');
  const site = signal<SiteState | undefined>(undefined);
  const recording = signal<{ id: number; pinned: boolean } | undefined>(undefined);
  const trouble = signal<{ code: string; message: string } | undefined>(undefined);
  const keepsOnReload = signal(true);
  const sites = signal<SiteRow[] | undefined>(undefined);
  const undo = createUndoClear();
  let created: number | undefined;
  /** Until the background says that it is so: it may die over the question. */
  let asked: Extract<PanelMessage, { type: 'decrypt' }> | undefined;

  const tellUrl = watchUrl(host, (url) => {
    link.post({ type: 'watch', tabId: host.tabId, ...(url === undefined ? {} : { url }) });
    if (asked !== undefined) link.post(asked);
  });
  link.onState((next) => {
    state.value = next;
    if (next === 'connected') tellUrl();
  });
  link.listen((notice) => batch(() => hear(notice)));

  function hear(notice: PanelNotice): void {
    switch (notice.type) {
      case 'site':
        site.value = notice.site;
        return answered(notice.site);
      case 'recording': {
        const isOther = recording.peek()?.id !== notice.id || created !== notice.created;
        created = notice.created;
        recording.value = { id: notice.id, pinned: notice.pinned };
        if (isOther) handlers.onRecording(notice.id);
        return;
      }
      case 'grown':
        if (notice.id === recording.peek()?.id) handlers.onGrown();
        return;
      case 'keys':
        return handlers.onKeys(notice.id, notice.keys);
      case 'keeps-on-reload':
        keepsOnReload.value = notice.on;
        return;
      case 'saved':
        return handlers.onSaved(notice);
      case 'marked':
        return handlers.onMarked(notice.ok);
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
  }

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
    canUndoClear: undo.canUndo,
    keepsOnReload,
    keepOnReload: (on) => link.post({ type: 'keep-on-reload', on }),
    save: (ms) => link.post({ type: 'save', ...(ms === undefined ? {} : { ms }) }),
    mark: (mark) => link.post({ type: 'mark', ...mark }),
    keysOf: (id) => link.post({ type: 'keys-of', id }),
    sites,
    record: (on) => link.post({ type: 'record', on }),
    clear() {
      link.post({ type: 'clear' });
      undo.cleared();
    },
    undoClear() {
      undo.undone();
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
