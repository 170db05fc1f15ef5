import { join } from 'node:path';
import { WORDLESS } from '../../../src/core/trace/wordless.ts';
import { extensionDir } from '../extension-dir.ts';
import { firefoxEngine, type FirefoxEngine } from '../firefox/engine.ts';
import { packExtension } from '../firefox/packed-extension.ts';
import { openTab } from '../firefox/tabs.ts';
import { countTruth } from './count-truth.ts';
import { mirrored } from './mirror.ts';
import { tell } from './outcomes.ts';
import { readStore } from './read-store.ts';
import { lostIn, notesIn, recordingsOf, wireOfRecords, type OnDisk } from './recordings.ts';
import { expect, test as base } from './test.ts';
import { countOf, startTraffic } from './traffic.ts';

declare const WebExtensionPolicy: {
  getByID(id: string): { mozExtensionHostname: string; extension: { version: string } };
};
declare const gBrowser: { selectedBrowser: { frameLoader: { remoteTab: { osPid: number } } } };
declare const AddonManager: {
  getAddonByID(id: string): Promise<{ disable(): Promise<void>; enable(): Promise<void>; reload(): Promise<void> }>;
};

interface Fixtures {
  firefox: FirefoxEngine;
  disk: () => Promise<OnDisk[]>;
}

const test = base.extend<Fixtures>({
  firefox: async ({}, use) => {
    const look = { dock: 'bottom', theme: 'light' } as const;
    const engine = await firefoxEngine({ extension: extensionDir('firefox'), look });
    await use(engine);
    await engine.close();
  },
  disk: async ({ firefox: { firefox } }, use) => {
    await use(async () => {
      const root = await firefox.inChrome((id) => WebExtensionPolicy.getByID(id).mozExtensionHostname, firefox.addonId);
      const reader = await openTab(firefox, `moz-extension://${root}/src/grant/grant.html`);
      const dump = await reader.inPage(readStore);
      await reader.close();
      return recordingsOf(dump);
    });
  },
});

const inAddon = (engine: FirefoxEngine, act: 'reload' | 'disable' | 'enable'): Promise<void> =>
  engine.firefox.inChrome(
    async (id, what) => {
      await (await AddonManager.getAddonByID(id))[what as 'reload']();
    },
    engine.firefox.addonId,
    act,
  );

/** What happens to the page or to the extension in the midst of an exchange. After a crash the tab is of no use any more. */
const STRIKES: {
  what: string;
  ends: boolean;
  isWordless?: boolean;
  strike(engine: FirefoxEngine, url: string): Promise<unknown>;
}[] = [
  { what: 'the page is reloaded', ends: true, strike: ({ goto }, url) => goto(url) },
  {
    what: 'the page gives way to another site',
    ends: true,
    strike: ({ goto }, url) => goto(url.replace('127.0.0.1', 'localhost')),
  },
  { what: 'the extension is reloaded', ends: false, strike: (engine) => inAddon(engine, 'reload') },
  {
    what: 'the extension is updated',
    ends: false,
    strike: async ({ firefox }) => {
      const file = join(firefox.downloads, 'newer.xpi');
      await packExtension(extensionDir('firefox'), file, { version: '0.1.1' });
      await firefox.marionette.send('Addon:Install', { path: file, temporary: true });
      expect(await firefox.inChrome((id) => WebExtensionPolicy.getByID(id).extension.version, firefox.addonId)).toBe(
        '0.1.1',
      );
    },
  },
  {
    what: 'the extension is disabled and enabled',
    ends: false,
    strike: async (engine) => {
      await inAddon(engine, 'disable');
      await inAddon(engine, 'enable');
    },
  },
  {
    what: 'the content process is killed',
    ends: false,
    isWordless: true,
    strike: async ({ firefox }) => {
      const pid = await firefox.inChrome(() => gBrowser.selectedBrowser.frameLoader.remoteTab.osPid);
      process.kill(pid, 'SIGKILL');
    },
  },
];

for (const { what, ends, isWordless = false, strike } of STRIKES)
  test(`Firefox: ${what} in mid-exchange: ${ends ? 'what it said is there or counted' : 'what is on disk is the beginning of what it said'}, and the next page is whole`, async ({
    firefox: engine,
    disk,
    lab,
  }) => {
    await engine.goto(lab.pageUrl);
    const first = await startTraffic(lab, engine.ask);
    const before = countOf(await first.truth());
    await expect.poll(async () => (await disk())[0]?.row.frames ?? 0).toBeGreaterThanOrEqual(before);
    // Not waited for: the page goes in the midst of it.
    await engine.firefox.inPage(beginExchange, first.hash);
    await expect.poll(() => countTruth(first.peer.truth())).toBeGreaterThan(before + 200);
    await strike(engine, lab.pageUrl);

    const tab = await engine.openTab(lab.pageUrl);
    const second = await startTraffic(lab, tab.ask);
    await second.exchange(100);
    await tab.ask('close');
    const wanted = await second.truth();
    const whole = async () => (await disk()).map(({ records }) => wireOfRecords(records));
    await expect.poll(async () => (await whole()).at(-1)).toEqual(wanted);
    const [old] = await disk();
    const sides = mirrored(wireOfRecords(old?.records ?? []), first.peer.truth());
    tell({
      browser: 'firefox',
      sent: sides.reduce((sum, { told }) => sum + told.in.length, 0),
      recorded: sides.reduce((sum, { traced }) => sum + traced.out.length, 0),
      lost: lostIn(old?.records ?? []),
    });
    expect(sides.map(({ same }) => same)).toEqual([true, true]);
    expect(notesIn(old?.records ?? []).includes(WORDLESS)).toBe(isWordless);
    if (!ends) return;
    for (const { traced, told } of sides)
      expect(traced.out.length + lostIn(old?.records ?? [])).toBeGreaterThanOrEqual(told.in.length);
  });

function beginExchange(hash: string): void {
  void (globalThis as unknown as { lab: { exchange(frames: number, hash: string): Promise<unknown> } }).lab
    .exchange(100_000, hash)
    .catch(() => undefined);
}
