import { until } from '../until.ts';
import type { Firefox } from './launch.ts';

interface Extension {
  backgroundState: string;
  terminateBackground(options: { ignoreDevToolsAttached: boolean; disableResetIdleForTest: boolean }): Promise<void>;
}
declare const WebExtensionPolicy: { getByID(id: string): { extension: Extension } };

/** 'running', 'stopped' or between the two. */
export function backgroundState(firefox: Firefox): Promise<string> {
  return firefox.inChrome((id) => WebExtensionPolicy.getByID(id).extension.backgroundState, firefox.addonId);
}

/** Ends the add-on's event page as Firefox does when it is idle; the next message starts it anew. */
export async function terminateBackground(firefox: Firefox): Promise<void> {
  await firefox.inChrome(async (id) => {
    const { extension } = WebExtensionPolicy.getByID(id);
    await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
  }, firefox.addonId);
}

export async function awaitBackground(firefox: Firefox): Promise<void> {
  await until('the background to run', async () => (await backgroundState(firefox)) === 'running');
}
