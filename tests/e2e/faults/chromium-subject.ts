import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { chromiumEngine, type ChromiumEngine } from '../chromium/engine.ts';
import { extensionDir } from '../extension-dir.ts';
import { createTempProfile } from '../temp-profile.ts';
import { until } from '../until.ts';
import { readStore } from './read-store.ts';
import { recordingsOf } from './recordings.ts';
import type { ExtensionPage, Subject } from './subject.ts';

declare const chrome: {
  developerPrivate: {
    updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>;
    reload(id: string, options: { failQuietly: boolean }): Promise<void>;
  };
  runtime: { getManifest(): { version: string } };
  management: { setEnabled(id: string, on: boolean): Promise<void> };
};

export interface ChromiumSubject extends Subject {
  engine: ChromiumEngine;
  extensionPage(): Promise<ExtensionPage & { page: Page }>;
}

export async function chromiumSubject(isLimited = false): Promise<ChromiumSubject> {
  const profile = await createTempProfile('one-trace-fault-profile-');
  const copy = await createTempProfile('one-trace-fault-extension-');
  await cp(extensionDir('chrome'), copy.path, { recursive: true });
  const manifest = join(copy.path, 'manifest.json');
  if (isLimited) await writeFile(manifest, (await readFile(manifest, 'utf8')).replace(/,\s*"unlimitedStorage"/, ''));
  const launch = (): Promise<ChromiumEngine> =>
    chromiumEngine({
      extension: copy.path,
      look: { dock: 'bottom', theme: 'light' },
      headless: true,
      profile,
    });

  async function openPage(url: string): Promise<ExtensionPage & { page: Page }> {
    const { context, extensionId } = subject.engine.chromium;
    const page = await context.newPage();
    await page.goto(url).catch(async (error: unknown) => {
      await page.close();
      throw error;
    });
    return {
      page,
      run: <R>(work: (id: string) => R | Promise<R>) =>
        page.evaluate<R>(`(${String(work)})(${JSON.stringify(extensionId)})`),
      close: () => page.close().catch(() => undefined),
    };
  }
  async function inPageAt<R>(url: string, work: (id: string) => R | Promise<R>): Promise<R> {
    const { run, close } = await openPage(url);
    return run(work as () => R).finally(close);
  }
  const home = (): string => `chrome-extension://${subject.engine.chromium.extensionId}/manifest.json`;
  const inExtension = <R>(work: () => R | Promise<R>): Promise<R> => inPageAt(home(), work);
  const version = (): Promise<string> => inExtension(() => chrome.runtime.getManifest().version);

  const subject: ChromiumSubject = {
    browser: 'chromium',
    engine: await launch(),
    extensionPage: () => openPage(home()),
    disk: async () => recordingsOf(await inExtension(readStore)),
    async reloadExtension(next) {
      const text = await readFile(manifest, 'utf8');
      const old = await version();
      if (next !== undefined) await writeFile(manifest, text.replace(`"version": "${old}"`, `"version": "${next}"`));
      await inPageAt('chrome://extensions', async (id) => {
        // Without it an unpacked extension is not loaded again.
        await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
        await chrome.developerPrivate.reload(id, { failQuietly: true });
      });
      await until('the extension to be back', async () => {
        const now = await version().catch(() => undefined);
        return now !== undefined && (next === undefined || now === next);
      });
    },
    disableExtension: () => inPageAt('chrome://extensions', (id) => chrome.management.setEnabled(id, false)),
    enableExtension: () => inPageAt('chrome://extensions', (id) => chrome.management.setEnabled(id, true)),
    async fillDisk() {
      const { page } = await openPage(home());
      const cdp = await page.context().newCDPSession(page);
      const origin = `chrome-extension://${subject.engine.chromium.extensionId}`;
      await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
      return async () => {
        await cdp.send('Storage.overrideQuotaForOrigin', { origin });
        await page.close();
      };
    },
    async damageDatabase(path) {
      const storage = join(path, 'Default/IndexedDB');
      const names = await readdir(storage, { recursive: true });
      const files = names.filter((name) => /^chrome-extension.*leveldb.(CURRENT|MANIFEST.*|.*\.(ldb|log))$/.test(name));
      for (const file of files) await writeFile(join(storage, file), Buffer.alloc(4096, 0xa5));
      return files.length;
    },
    async killAndRestart(between) {
      await subject.engine.chromium.kill();
      await between?.(profile.path);
      subject.engine = await launch();
    },
    async close() {
      await subject.engine.close();
      await profile.remove();
      await copy.remove();
    },
  };
  return subject;
}
