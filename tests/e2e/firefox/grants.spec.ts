import { lifeOfAGrant, register, reloadAfterGrant } from '../granted-site.ts';
import { startStrangeSite } from '../strange-site.ts';
import { expect, test } from '../test.ts';
import type { FirefoxEngine } from './engine.ts';
import { allowInGrantPage } from './grant-page.ts';

declare const Services: { prefs: { setBoolPref(name: string, value: boolean): void } };

test('a site is granted through the page for it, captured, and left for good', async ({ panel, engine, lab }) => {
  const { firefox } = engine as FirefoxEngine;
  // The browser's own question cannot be answered headless; with this it says yes by itself.
  await firefox.inChrome(() => Services.prefs.setBoolPref('extensions.webextOptionalPermissionPrompts', false));
  const strange = await startStrangeSite();
  await engine.goto(strange.url);
  await expect.poll(() => panel.badge()).toBe('not enabled');
  await panel.press('button', 'Grant access to');
  await allowInGrantPage(firefox);
  await reloadAfterGrant(panel, engine);
  await lifeOfAGrant({ panel, engine }, strange, () => firefox.inPage(register, lab.commUrl));
  await strange.close();
});
