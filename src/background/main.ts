import browser, { type Runtime } from 'webextension-polyfill';
import { RELAY_PORT, type RelayCommand } from '../core/contract/capture.ts';
import { networkLogOrigin } from '../core/contract/network-log.ts';
import { PANEL_PORT, type PanelNotice, type SiteState } from '../core/contract/panel.ts';
import type { RecordingRow } from '../core/store/store.ts';
import { showDetected } from './badge.ts';
import { browserRun } from './browser-run.ts';
import { listenToCommands } from './commands.ts';
import { tellOfWorker } from './answers.ts';
import { createConsent, type Consents } from './sites/consent.ts';
import { createFilterMemory } from './filter/filter-memory.ts';
import { createFilterStarts } from './filter/filter-starts.ts';
import { createKeepOnReload } from './panels/keep-on-reload.ts';
import { createKeyVault } from './recorder/key-vault.ts';
import { createMeeting } from './recorder/meeting.ts';
import { createMarks } from './recorder/marks.ts';
import { hearPanel, isPanel } from './panels/panel-message.ts';
import { createBelievedClock } from './storage/believed-clock.ts';
import { createLocalArea } from './storage/local-area.ts';
import { isFree } from './storage/is-free.ts';
import { holdMemoryLock, memoryChannel, stayAwake } from './storage/memory-line.ts';
import { openStore } from './storage/memory-mode.ts';
import { createMemoryToll } from './storage/memory-toll.ts';
import { createPanelDesk } from './panels/panel-desk.ts';
import { createPanels, grownNotice, recordingNotice, type Panel } from './panels/panels.ts';
import { linkOf } from './ports.ts';
import { preludeSource } from './filter/prelude-source.ts';
import { createRecorder } from './recorder/recorder.ts';
import { retentionLimits } from './storage/retention-limits.ts';
import { relayOrigin } from './recorder/relay-origin.ts';
import { createSaving } from './recorder/saving.ts';
import { createScriptFilter } from './filter/script-filter.ts';
import { createSiteScripts } from './sites/site-scripts.ts';
import { createSites } from './sites/sites.ts';
import { createTabRecordings, NO_FRAME } from './recorder/tab-recordings.ts';
import { createTabStatuses, type TabStatus } from './tab-status.ts';
import { followTabs } from './tabs.ts';
import { memoryWords } from './storage/trouble.ts';
import { createUnfitOrigins } from './sites/unfit-origins.ts';
import { createUpkeep } from './storage/upkeep.ts';

// Listeners first and at once: an event that woke the background is delivered only to those that exist when this script ends.
const now = Date.now;
const panels = createPanels((run, ms) => void setTimeout(run, ms));
const toAll = (code: string, message: string): void => {
  for (const { port } of panels.all) port.post({ type: 'trouble', code, message });
};
const report = (error: unknown): void => console.error('ONE Trace:', error);

const local = createLocalArea(browser.storage.local);
const store = openStore({
  now,
  onTrouble: ({ code, message }) => toAll(code, message),
  tell(error) {
    const { code, message } = memoryWords(error, !local.isBroken());
    toAll(code, message);
  },
  well() {
    for (const { port } of panels.all) port.post({ type: 'well' });
  },
  moved,
  channel: memoryChannel,
  hold: holdMemoryLock,
  stayAwake,
});
const vault = createKeyVault(browser.storage.session);
const consents: Consents = {
  decrypt: createConsent(local, 'decrypt'),
  pageApi: createConsent(local, 'page-api'),
  silent: createConsent(local, 'silent'),
  workers: createConsent(local, 'workers'),
  errors: createConsent(local, 'errors'),
  unfit: createUnfitOrigins(local),
};
const toll = createMemoryToll(browser.storage.session);
const statuses = createTabStatuses(browser.storage.session);
const run = browserRun(browser.storage.session);
const recordings = createTabRecordings(store, run, now);
const uptime = (): number => performance.now();
const believed = createBelievedClock(local, run, now, uptime);
const limits = () => retentionLimits(local);
const keepOnReload = createKeepOnReload(local);
const saving = createSaving(store, recordings, vault, now);
const marks = createMarks({
  store,
  recordings,
  send: (tab, message) =>
    browser.tabs.sendMessage(tab, message, { frameId: 0 }).then(
      () => true,
      () => false,
    ),
  grown: (tab, row) => panels.grown(tab, row),
  now,
});
const upkeep = createUpkeep({ store, vault, limits, clock: believed, uptime, isFree });
const hasPorts = !browser.runtime.getURL('').startsWith('moz-extension:');
const meeting = createMeeting(browser.storage.session);
const filter = createScriptFilter({
  memory: createFilterMemory((globalThis as { localStorage?: Storage }).localStorage),
  starts: createFilterStarts({
    right: (origin) => sites.right(origin),
    meeting,
    tell: tellOfWorker,
    seeks: (origin) => consents.decrypt.has(origin),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  }),
  source: preludeSource(),
});
const scripts = createSiteScripts(consents, filter, hasPorts);
const sites = createSites(consents, scripts, filter, statuses, hasPorts);

async function refresh(tab: number): Promise<SiteState> {
  const watching = panels.ofTab(tab);
  const site = await sites.state(tab, watching.find(({ url }) => url !== undefined)?.url);
  for (const panel of watching) {
    // The browser tells it for as long as we have access to the site, and the panel may have had no answer from the page.
    if (site.url !== '') panel.url ??= site.url;
    panel.port.post({ type: 'site', site });
  }
  return site;
}

/** What was recorded while there was no disk is on it now. */
async function moved(id: number, row: RecordingRow): Promise<void> {
  await vault.copy(id, row.id);
  await vault.forget(id);
  if (row.kind !== 'flight' || row.tab === undefined) return;
  await toll.note(row.tab, 0);
  await recordings.endBefore(row);
  await show(row.tab, row);
}

async function tellSites(): Promise<void> {
  const list = await sites.list();
  for (const { port } of panels.all) port.post({ type: 'sites', sites: list });
}

function statusCame(tab: number, status: TabStatus | undefined): void {
  if (status?.evidence[0]) void showDetected(tab, status.evidence[0]);
  refresh(tab).catch(report);
}

const recorder = createRecorder(
  {
    store,
    recordings,
    vault,
    announce: panels,
    now,
    believed,
    limits,
    toll,
    keepsOnReload: keepOnReload.get,
    right: (origin) => sites.right(origin),
    meeting: async (origin) => ((await sites.isFiltered(origin)) ? meeting(origin) : undefined),
    committed: (bytes) => void upkeep.grown(bytes)?.catch(report),
  },
  {
    hello: (from, heard) => void statuses.hello(from, heard).then((status) => statusCame(from.tab, status), report),
    unfit: ({ tab, origin }, { why }) => void sites.unfit(origin, why).then(() => refresh(tab), report),
    status: (from, heard) => void statuses.status(from, heard).then((status) => statusCame(from.tab, status), report),
  },
);

const answer = createPanelDesk({
  store,
  saving,
  marks,
  keepOnReload,
  recorder,
  recordings,
  vault,
  sites,
  statuses,
  refresh,
  tellSites,
  show,
});

async function show(tab: number, row: RecordingRow): Promise<void> {
  const keys = await vault.keys(row.id);
  for (const { port } of panels.ofTab(tab)) {
    port.post(recordingNotice(row));
    port.post(grownNotice(row));
    port.post({ type: 'keys', id: row.id, keys });
  }
}

function connectPanel(port: Runtime.Port): void {
  const panel: Panel = { port: linkOf<PanelNotice>(port) };
  panels.add(panel);
  const trouble = store.trouble();
  if (trouble) panel.port.post({ type: 'trouble', ...memoryWords(trouble, !local.isBroken()) });
  panel.port.listen((message) => {
    const heard = hearPanel(message);
    if (heard) void answer(panel, heard);
  });
  panel.port.onGone(() => panels.remove(panel));
}

function listenToPanel(port: Runtime.Port): boolean {
  const log = networkLogOrigin(port.name);
  if (log) recorder.connect(linkOf<RelayCommand>(port), { ...log, frame: NO_FRAME, title: '' });
  else if (port.name === PANEL_PORT) connectPanel(port);
  else return false;
  return true;
}

browser.runtime.onConnect.addListener((port) => {
  const from = relayOrigin(port.sender);
  if (port.name === RELAY_PORT && from) recorder.connect(linkOf<RelayCommand>(port), from);
  else if (isPanel(port.sender, browser.runtime.id, browser.runtime.getURL('')) && listenToPanel(port)) return;
  else port.disconnect();
});

browser.action.onClicked.addListener(() => {
  void browser.tabs.create({ url: browser.runtime.getURL('src/devtools/panel.html?viewer') });
});

listenToCommands({ marks, saving, recorder, report });
followTabs({ recorder, recordings, saving, store, statuses, scripts, report, refreshAll, upkeep: () => upkeep.run() });

async function refreshAll(): Promise<void> {
  for (const tab of new Set([...panels.all].flatMap((panel) => panel.tab ?? []))) await refresh(tab);
  await tellSites();
}
