import { expect } from '../test.ts';
import { until } from '../until.ts';
import type { Firefox } from './launch.ts';

/** The element reference of the protocol. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Presses the button of grant.html as a person does: the browser wants a real click. */
export async function allowInGrantPage({ marionette, inTurn, runHere }: Firefox): Promise<void> {
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
