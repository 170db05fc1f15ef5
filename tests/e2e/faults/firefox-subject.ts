import { join } from 'node:path';
import { extensionDir } from '../extension-dir.ts';
import { firefoxEngine, openExtensionPage, type FirefoxEngine } from '../firefox/engine.ts';
import { packExtension } from '../firefox/packed-extension.ts';
import { createTempProfile } from '../temp-profile.ts';
import { until } from '../until.ts';
import { readStore } from './read-store.ts';
import { recordingsOf, type OnDisk } from './recordings.ts';

declare const WebExtensionPolicy: { getByID(id: string): { extension?: { id: string } } | null };

/** A Firefox that things happen to, with the add-on installed for good in a profile that outlives it. */
export interface FirefoxSubject {
  engine: FirefoxEngine;
  disk(): Promise<OnDisk[]>;
  /** SIGKILL, and the same profile again: from here on `engine` is that of the new browser. */
  killAndRestart(between?: (profile: string) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export async function firefoxSubject({ isLimited = false } = {}): Promise<FirefoxSubject> {
  const profile = await createTempProfile('one-trace-fault-firefox-');
  const extension = await packExtension(extensionDir('firefox'), join(profile.path, 'one-trace-under-test.xpi'), {
    isLimited,
  });
  const launch = (installLater: boolean): Promise<FirefoxEngine> =>
    firefoxEngine({
      extension,
      isSmall: isLimited,
      look: { dock: 'bottom', theme: 'light' },
      profile,
      isForGood: true,
      installLater,
    });

  const subject: FirefoxSubject = {
    engine: await launch(false),
    async disk() {
      const reader = await openExtensionPage(subject.engine.firefox);
      const dump = await reader.inPage(readStore);
      await reader.close();
      return recordingsOf(dump);
    },
    async killAndRestart(between) {
      const { addonId } = subject.engine.firefox;
      await subject.engine.firefox.kill();
      await between?.(profile.path);
      subject.engine = await launch(true);
      const { firefox } = subject.engine;
      firefox.addonId = addonId;
      await until('the add-on to be there again', () =>
        firefox.inChrome((id) => WebExtensionPolicy.getByID(id)?.extension !== undefined, addonId),
      );
    },
    async close() {
      await subject.engine.close();
      await profile.remove();
    },
  };
  return subject;
}
