import { lifeOfAGrant, register, reloadAfterGrant } from '../granted-site.ts';
import { startStrangeSite } from '../strange-site.ts';
import { expect, test } from '../test.ts';
import { until } from '../until.ts';
import type { FirefoxEngine } from './engine.ts';
import type { Firefox } from './launch.ts';

declare const Services: { prefs: { setBoolPref(name: string, value: boolean): void } };

/** The element reference of the protocol. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Presses the button of grant.html as a person does: the browser wants a real click. */
async function allowInGrantPage({ marionette, inTurn, runHere }: Firefox): Promise<void> {
  await inTurn(async () => {
    await marionette.send('Marionette:SetContext', { value: 'content' });
    const { value: main } = (await marionette.send('WebDriver:GetWindowHandle')) as { value: string };
    const other = await until('the tab of the grant page', async () => {
      const handles = (await marionette.send('WebDriver:GetWindowHandles')) as string[];
      return handles.find((handle) => handle !== main);
    });
    await marionette.send('WebDriver:SwitchToWindow', { handle: other });
    const found = await until('its button', () =>
      marionette
        .send('WebDriver:FindElement', { using: 'css selector', value: '#allow:enabled' })
        .catch(() => undefined),
    );
    const { value } = found as { value: Record<string, string> };
    await marionette.send('WebDriver:ElementClick', { id: value[ELEMENT] });
    const result = () => runHere(() => document.getElementById('result')?.textContent || undefined);
    expect(await until('the answer of the browser', result)).toContain('Allowed');
    await marionette.send('WebDriver:CloseWindow');
    await marionette.send('WebDriver:SwitchToWindow', { handle: main });
  });
}

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
