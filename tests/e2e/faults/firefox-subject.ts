import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extensionDir } from '../extension-dir.ts';
import { firefoxEngine, openExtensionPage, type FirefoxEngine } from '../firefox/engine.ts';
import { packExtension } from '../firefox/packed-extension.ts';
import { createTempProfile } from '../temp-profile.ts';
import { until } from '../until.ts';
import { clearUp, fillUp } from './firefox-room.ts';
import { readStore } from './read-store.ts';
import { recordingsOf } from './recordings.ts';
import type { ExtensionPage, Subject } from './subject.ts';

declare const WebExtensionPolicy: { getByID(id: string): { extension?: { id: string; version: string } } | null };
declare const AddonManager: {
  getAddonByID(id: string): Promise<{ disable(): Promise<void>; enable(): Promise<void>; reload(): Promise<void> }>;
};

/** A Firefox that things happen to, with the add-on installed for good in a profile that outlives it. */
export interface FirefoxSubject extends Subject {
  engine: FirefoxEngine;
}

export async function firefoxSubject(isLimited = false): Promise<FirefoxSubject> {
  const profile = await createTempProfile('one-trace-fault-firefox-');
  const pack = (name: string, version?: string): Promise<string> =>
    packExtension(extensionDir('firefox'), join(profile.path, name), { isLimited, version });
  const extension = await pack('one-trace-under-test.xpi');
  const launch = (installLater: boolean): Promise<FirefoxEngine> =>
    firefoxEngine({
      extension,
      isSmall: isLimited,
      look: { dock: 'bottom', theme: 'light' },
      profile,
      isForGood: true,
      installLater,
    });
  const inAddon = (act: 'reload' | 'disable' | 'enable'): Promise<void> =>
    subject.engine.firefox.inChrome(
      async (id, what) => {
        await (await AddonManager.getAddonByID(id))[what as 'reload']();
      },
      subject.engine.firefox.addonId,
      act,
    );
  const version = (): Promise<string | undefined> =>
    subject.engine.firefox.inChrome(
      (id) => WebExtensionPolicy.getByID(id)?.extension?.version,
      subject.engine.firefox.addonId,
    );

  async function extensionPage(): Promise<ExtensionPage> {
    const { inPage, close } = await openExtensionPage(subject.engine.firefox);
    return { run: (work) => inPage(work), close };
  }

  const subject: FirefoxSubject = {
    browser: 'firefox',
    engine: await launch(false),
    extensionPage,
    async disk() {
      const reader = await extensionPage();
      const dump = await reader.run(readStore);
      await reader.close();
      return recordingsOf(dump);
    },
    async reloadExtension(next) {
      if (next === undefined) return inAddon('reload');
      const path = await pack('newer.xpi', next);
      await subject.engine.firefox.marionette.send('Addon:Install', { path, temporary: false });
      await until('the newer version', async () => (await version()) === next);
    },
    disableExtension: () => inAddon('disable'),
    enableExtension: () => inAddon('enable'),
    async fillDisk() {
      const page = await extensionPage();
      const taken = await page.run(fillUp);
      if (taken < 1_000_000) throw new Error(`there were only ${taken} bytes to take`);
      return async () => {
        await page.run(clearUp);
        await page.close();
      };
    },
    async damageDatabase(path) {
      const storage = join(path, 'storage/default');
      const names = await readdir(storage, { recursive: true });
      const files = names.filter((name) => name.startsWith('moz-extension') && /\.sqlite(-wal)?$/.test(name));
      for (const file of files) await writeFile(join(storage, file), Buffer.alloc(65_536, 0xa5));
      return files.length;
    },
    async killAndRestart(between) {
      const { addonId } = subject.engine.firefox;
      // Written a while after the installation: who is killed before that comes back without the add-on.
      await until('the add-on to be noted on disk', async () => {
        const files = ['extensions.json', 'addonStartup.json.lz4'].map((name) => join(profile.path, name));
        const texts = await Promise.all(files.map((file) => readFile(file, 'latin1').catch(() => '')));
        return texts.every((text) => text.includes('refinio'));
      });
      await subject.engine.firefox.kill();
      await between?.(profile.path);
      subject.engine = await launch(true);
      subject.engine.firefox.addonId = addonId;
      await until('the add-on to be there again', () =>
        subject.engine.firefox.inChrome((id) => WebExtensionPolicy.getByID(id)?.extension !== undefined, addonId),
      );
    },
    async close() {
      await subject.engine.close();
      await profile.remove();
    },
  };
  return subject;
}
