import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extensionDir } from '../extension-dir.ts';
import { lifeOfAGrant, register } from '../granted-site.ts';
import { startStrangeSite } from '../strange-site.ts';
import { createTempProfile } from '../temp-profile.ts';
import { expect, test } from '../test.ts';
import { chromiumEngine } from './engine.ts';

/**
 * The browser's own question cannot be answered headless. It is not asked where the user has said yes before: so the extension
 * comes once with the site in its manifest, and then without, but with the permission still.
 */
async function extensionThatHad(pattern: string) {
  const folder = await createTempProfile('one-trace-extension-');
  const path = join(folder.path, 'extension');
  await cp(extensionDir('chrome'), path, { recursive: true });
  const file = join(path, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { host_permissions: string[] };
  const own = manifest.host_permissions;
  const write = (host_permissions: string[]) => writeFile(file, JSON.stringify({ ...manifest, host_permissions }));
  await write([...own, pattern]);
  return { path, withdraw: () => write(own), remove: folder.remove };
}

declare const chrome: { permissions: { request(what: object): Promise<boolean> } };

/** Runs in the panel. */
function catchRequest(): void {
  chrome.permissions.request = async (what) => {
    Object.assign(window, { asked: what });
    return false;
  };
}

test('a granted site is captured, withdrawn and left for good, and can be asked for again', async ({ lab }) => {
  const strange = await startStrangeSite();
  const extension = await extensionThatHad(`${strange.origin}/*`);
  const look = { dock: 'bottom', theme: 'light' } as const;
  const engine = await chromiumEngine({ extension: extension.path, look, installLater: true, headless: true });
  await engine.install();
  await extension.withdraw();
  await engine.install();
  await engine.goto(strange.url);
  const panel = await engine.openPanel();
  // The scripts are registered a moment after the extension has come.
  const loaded = async (): Promise<string> => (await engine.goto(strange.url), panel.badge());
  await expect.poll(loaded).toBe('capturing');
  const page = engine.chromium.context.pages()[0];
  await lifeOfAGrant({ panel, engine }, strange, async () => page?.evaluate(register, lab.commUrl));

  // What the browser is asked when the button is pressed; its question itself is out of reach.
  await panel.inPanel(catchRequest);
  await panel.press('button', 'This page');
  await panel.press('button', 'Grant access to');
  expect(await panel.inPanel(() => (window as unknown as { asked: object }).asked)).toEqual({
    origins: [`${strange.origin}/*`],
  });
  await engine.close();
  await extension.remove();
  await strange.close();
});
