import type { RelayCommand } from '../../core/contract/capture.ts';
import type { RecordingRow } from '../../core/store/store.ts';
import { createInFull } from './in-full.ts';
import type { Link } from '../ports.ts';
import { createRelayLink, type RelayLink } from './relay-link.ts';
import { hear, MAX_BATCH_BYTES, type Heard } from './relay-message.ts';
import { createTabRecorder, type RecorderDeps, type TabRecorder } from './tab-recorder.ts';
import { NO_FRAME, type Origin } from './tab-recordings.ts';

export interface SiteEvents {
  hello(from: Origin, heard: Extract<Heard, { type: 'hello' }>): void;
  status(from: Origin, heard: Extract<Heard, { type: 'status' }>): void;
  unfit(from: Origin, heard: Extract<Heard, { type: 'unfit' }>): void;
}

/** Takes what relays send and has it committed. Holds nothing that matters: what is not acknowledged, relays keep. */
export interface Recorder {
  connect(port: Link<RelayCommand, unknown>, from: Origin): void;
  isConnected(tab: number): boolean;
  /** Permissions, or what the user wants captured, have changed. */
  recheck(): Promise<void>;
  /** Says something to those relays of a tab that speak for pages of the origin. */
  tell(tab: number, origin: string, command: RelayCommand): void;
  /** @returns the recording that the tab goes on with */
  clear(tab: number): Promise<RecordingRow | undefined>;
  undoClear(tab: number): Promise<RecordingRow | undefined>;
  /** Pins from now on, or ends the pinned stretch. */
  pin(from: Origin, on: boolean): Promise<RecordingRow | undefined>;
  /** The tab is gone; what its relays sent last is still committed. */
  end(tab: number): Promise<void>;
  /** Resolves when everything that the tab's relays sent until now was tried. */
  settle(tab: number): Promise<void>;
}

export function createRecorder(deps: RecorderDeps, sites: SiteEvents): Recorder {
  const { store, recordings, vault } = deps;
  const tabs = new Map<number, TabRecorder>();

  function tabOf(tab: number): TabRecorder {
    const known = tabs.get(tab) ?? createTabRecorder(tab, deps);
    tabs.set(tab, known);
    return known;
  }

  function take(heard: Heard, link: RelayLink, tab: TabRecorder): void {
    switch (heard.type) {
      case 'hello':
        return;
      case 'status':
        sites.status(link.from, heard);
        return;
      case 'unfit':
        sites.unfit(link.from, heard);
        return;
      case 'going':
        link.isGoing = true;
        for (const { n, frames } of heard.waiting) link.waiting.set(n, frames);
        return;
      case 'batch': {
        // Documents that are gone before they were welcomed have said all that they had: it is decided after the welcome.
        if (link.isRefused) return;
        if (link.captures === undefined) return void tab.queue.between(async () => take(heard, link, tab));
        if (!link.captures) return;
        const { realm, n, page } = heard;
        if (!tab.queue.push({ realm, n, page }, link)) tab.refuse([link]);
        return;
      }
      default:
        heard satisfies never;
    }
  }

  return {
    connect(port, from) {
      const tab = tabOf(from.tab);
      let link: RelayLink | undefined;
      const reader = createInFull((message) => {
        const heard = hear(message);
        if (!heard) return;
        if (heard.type === 'hello' && !link) {
          const origin = { ...from, title: from.title || heard.title };
          const isDocument = heard.isWindow && from.frame !== NO_FRAME;
          link = createRelayLink({ from: origin, realm: heard.realm, isDocument, port });
          tab.links.add(link);
          sites.hello(from, heard);
          void tab.welcome(link, heard);
        } else if (link && heard.realm === link.realm) take(heard, link, tab);
      }, MAX_BATCH_BYTES);
      tab.readers.add(reader);
      port.listen(reader.take);
      port.onGone(() => {
        if (link) tab.links.delete(link);
        void reader.settled().then(() => {
          tab.readers.delete(reader);
          if (link) tab.depart(link);
        });
      });
    },
    isConnected: (tab) => [...(tabs.get(tab)?.links ?? [])].some(({ from }) => from.frame === 0),
    async recheck() {
      for (const tab of tabs.values()) await tab.recheck();
    },
    tell(tab, origin, command) {
      for (const { from, port } of tabs.get(tab)?.links ?? []) if (from.origin === origin) port.post(command);
    },
    clear: (tab) =>
      tabOf(tab).queue.between(async () => {
        const { links, use } = tabOf(tab);
        const cleared = await recordings.clear(
          tab,
          [...links].map(({ realm }) => realm),
        );
        if (!cleared) return undefined;
        use(cleared.id);
        await vault.copy(cleared.old, cleared.id);
        return store.recording(cleared.id);
      }),
    undoClear: (tab) =>
      tabOf(tab).queue.between(async () => {
        const undone = await recordings.undoClear(tab);
        if (!undone) return undefined;
        tabOf(tab).use(undone.row.id);
        await vault.copy(undone.gone, undone.row.id);
        await vault.forget(undone.gone);
        return undone.row;
      }),
    pin: (from, on) =>
      tabOf(from.tab).queue.between(async () => {
        if (on) tabOf(from.tab).use((await recordings.ensure(from)).id);
        return recordings.pin(from.tab, on);
      }),
    end: (tab) =>
      tabOf(tab).queue.between(async () => {
        await recordings.end(tab);
        if (tabs.get(tab)?.links.size === 0) tabs.delete(tab);
      }),
    async settle(tab) {
      const { readers, queue } = tabOf(tab);
      await Promise.all([...readers].map((reader) => reader.settled()));
      await queue.settle();
    },
  };
}
