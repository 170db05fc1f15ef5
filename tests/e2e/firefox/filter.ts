import { expect } from '../test.ts';
import type { PanelPage } from '../panel-page.ts';
import { allowInGrantPage } from './grant-page.ts';
import type { FirefoxEngine } from './engine.ts';

const isOn = (label: string): boolean =>
  document.querySelector(`[role=switch][aria-label^="${label}"]`)?.ariaChecked === 'true';

/** Switches capture inside workers on for the site, and lets scripts be filtered, as a person does. */
export async function allowFilter({ firefox }: FirefoxEngine, panel: PanelPage): Promise<void> {
  await panel.showView('Settings');
  await panel.press('switch', 'Capture inside workers');
  await expect.poll(() => panel.inPanel(isOn, 'Capture inside workers')).toBe(true);
  await panel.press('switch', 'Filter scripts of workers');
  await allowInGrantPage(firefox);
  await expect.poll(() => panel.inPanel(isOn, 'Filter scripts of workers')).toBe(true);
}

/** Takes the permission away, as a person can in Settings or in the browser's own page of extensions. */
export async function dropFilter(engine: FirefoxEngine): Promise<void> {
  const panel = await engine.openPanel();
  await panel.showView('Settings');
  await panel.press('switch', 'Filter scripts of workers');
  await expect.poll(() => panel.inPanel(isOn, 'Filter scripts of workers')).toBe(false);
}
