import { axeInPanel } from './axe-in-panel.ts';
import type { Engine } from './engine.ts';
import type { PanelPage } from './panel-page.ts';
import type { StrangeSite } from './strange-site.ts';
import { expect } from './test.ts';

/** Runs in the page, which registers at a communication server: the first word of ONE. */
export function register(commUrl: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = new WebSocket(commUrl);
    socket.onopen = () => {
      socket.send(JSON.stringify({ command: 'register', publicKey: '11'.repeat(32) }));
      resolve();
    };
  });
}

/** The user has granted the site while it was open: it is captured late, and with a reload from the start. */
export async function reloadAfterGrant(panel: PanelPage, engine: Engine): Promise<void> {
  await expect.poll(panel.badge).toBe('reload to capture');
  await engine.whileReloading(() => panel.press('button', 'Reload the page'));
}

/** A site that the user has granted: captured, listed, withdrawn, its recordings deleted, and left alone from then on. */
export async function lifeOfAGrant(
  { panel, engine }: { panel: PanelPage; engine: Engine },
  strange: StrangeSite,
  speak: () => Promise<void>,
): Promise<void> {
  const badge = () => panel.badge();
  const ofSite = async () => (await engine.stored()).filter(({ origin }) => origin === strange.origin);
  await expect.poll(badge).toBe('capturing');
  await speak();
  await expect.poll(badge).toBe('capturing ONE.models detected');
  await expect.poll(async () => (await panel.frames()).map(({ name }) => name)).toContain('register');

  await panel.showView('Settings');
  await expect.poll(() => panel.viewShown()).toContain('granted by you');
  expect(await axeInPanel(panel)).toEqual([]);
  await panel.press('button', 'Withdraw…');
  for (const words of [`Withdraw access to ${strange.origin}?`, '1 recording of this site is on this machine'])
    await expect.poll(() => panel.everythingShown()).toContain(words);
  expect(await axeInPanel(panel)).toEqual([]);
  await panel.press('button', 'Withdraw access and delete its recording');
  await expect.poll(badge).toBe('not enabled ONE.models detected');
  await expect.poll(ofSite).toEqual([]);
  await panel.showView('Messages');
  await expect.poll(() => panel.frames()).toEqual([]);
  // The page that is still open is left alone, and so is the next one.
  await speak();
  await engine.goto(strange.url);
  await speak();
  await expect.poll(badge).toBe('not enabled');
  expect(await ofSite()).toEqual([]);
}
