import type { PageSnapshot } from '../../core/contract/page-snapshot.ts';
import type { PanelMessage, PanelNotice, SiteState } from '../../core/contract/panel.ts';
import type { RecordingRow } from '../../core/store/store.ts';
import type { TraceStore } from '../../core/store/store.ts';
import { askCollector } from '../sites/collector-access.ts';
import type { KeepOnReload } from './keep-on-reload.ts';
import type { KeyVault } from '../recorder/key-vault.ts';
import type { Marks } from '../recorder/marks.ts';
import { grownNotice, recordingNotice, savedNotice, type Panel } from './panels.ts';
import type { Recorder } from '../recorder/recorder.ts';
import type { Saving } from '../recorder/saving.ts';
import type { Sites } from '../sites/sites.ts';
import type { TabRecordings } from '../recorder/tab-recordings.ts';
import type { TabStatuses } from '../tab-status.ts';
import { wordsFor } from '../storage/trouble.ts';

export interface DeskDeps {
  store: TraceStore;
  saving: Saving;
  marks: Marks;
  keepOnReload: KeepOnReload;
  recorder: Recorder;
  recordings: TabRecordings;
  vault: KeyVault;
  sites: Sites;
  statuses: TabStatuses;
  /** Shows the site's state anew to whoever watches the tab. */
  refresh(tab: number): Promise<SiteState>;
  /** Tells all panels the list of sites. */
  tellSites(): Promise<void>;
  /** Tells all panels of the tab which recording they show now. */
  show(tab: number, row: RecordingRow): Promise<void>;
}

/** Answers what a panel asks. */
export function createPanelDesk(deps: DeskDeps) {
  const { store, saving, marks, keepOnReload, recorder, recordings, vault, sites, refresh, show, statuses, tellSites } =
    deps;

  async function watch(panel: Panel, tab: number, url: string | undefined): Promise<void> {
    panel.tab = tab;
    panel.url = url;
    const before = await statuses.get(tab);
    const site = await refresh(tab);
    const mayBeThere = site.capture !== 'none' && site.capture !== 'unsupported';
    if (!mayBeThere || !(await sites.wake(tab))) {
      // The tab shows a document that none of our scripts is in, whatever the one before was.
      await statuses.absent(tab, before);
      await refresh(tab);
    }
    panel.port.post({ type: 'keeps-on-reload', on: await keepOnReload.get() });
    const row = await recordings.find(tab);
    if (!row) return;
    panel.port.post(recordingNotice(row));
    panel.port.post(grownNotice(row));
    panel.port.post({ type: 'keys', id: row.id, keys: await vault.keys(row.id) });
  }

  async function decrypt(tab: number, origin: string, on: boolean): Promise<void> {
    await sites.consent(origin, on);
    const row = await recordings.find(tab);
    if (!on && row?.origin === origin) await vault.forget(row.id);
  }

  async function tellPages(tab: number, snapshot: PageSnapshot): Promise<void> {
    const { origin, pageApi } = await sites.state(tab);
    if (pageApi) recorder.tell(tab, origin, { type: 'snapshot', snapshot });
  }

  async function record({ port }: Panel, tab: number, on: boolean): Promise<RecordingRow | undefined> {
    const { origin, url } = await refresh(tab);
    const title = URL.canParse(url) ? new URL(url).host : '';
    const row = await recorder.pin({ tab, frame: 0, origin, title }, on);
    if (on) return row;
    port.post(savedNotice((await saving.ended()).findLast((saved) => saved.origin === row?.origin)));
    return row && store.recording(row.id);
  }

  async function keysOf(id: number): Promise<PanelNotice> {
    const kept = (await store.recording(id))?.keys ?? [];
    return { type: 'keys', id, keys: [...kept, ...(await vault.keys(id))] };
  }

  async function answer(panel: Panel, message: PanelMessage): Promise<void> {
    if (message.type === 'watch') return watch(panel, message.tabId, message.url);
    if (message.type === 'keys-of') return panel.port.post(await keysOf(message.id));
    const { tab } = panel;
    if (tab === undefined) return;
    const shown = async (row: RecordingRow | undefined): Promise<void> => (row ? show(tab, row) : undefined);
    switch (message.type) {
      case 'record':
        return shown(await record(panel, tab, message.on));
      case 'save':
        await recorder.settle(tab);
        return panel.port.post(savedNotice(await saving.recent(tab, message.ms)));
      case 'mark': {
        const { text, about } = message;
        return panel.port.post({ type: 'marked', ok: await marks.set(tab, { text, ...(about ? { about } : {}) }) });
      }
      case 'keep-on-reload':
        await keepOnReload.set(message.on);
        return panel.port.post({ type: 'keeps-on-reload', on: message.on });
      case 'clear':
        return shown(await recorder.clear(tab));
      case 'undo-clear':
        return shown(await recorder.undoClear(tab));
      case 'decrypt':
        await decrypt(tab, message.origin, message.on);
        break;
      case 'page-api':
        await sites.pageApi(message.origin, message.on);
        break;
      case 'workers':
        await sites.workers(message.origin, message.on);
        break;
      case 'filter':
        await sites.filter(message.origin, message.on);
        break;
      case 'errors':
        await sites.errors(message.origin, message.on);
        break;
      case 'snapshot':
        return tellPages(tab, message.snapshot);
      case 'open-grant':
        return sites.openGrant(message.origin);
      case 'ask-collector':
        return panel.port.post({ type: 'collector', ...(await askCollector(message.origin)) });
      case 'granted':
        await sites.granted(message.origin);
        break;
      case 'revoke':
        await sites.revoke(message.origin);
        await recorder.recheck();
        break;
      case 'capture':
        await sites.capture(message.origin, message.on);
        await recorder.recheck();
        break;
      case 'sites':
        break;
      default:
        message satisfies never;
    }
    await refresh(tab);
    await tellSites();
  }

  return async (panel: Panel, message: PanelMessage): Promise<void> => {
    try {
      await answer(panel, message);
    } catch (error) {
      const { code, message: words } = wordsFor(error);
      panel.port.post({ type: 'trouble', code, message: words });
    }
  };
}
