import { test, expect } from './test.ts';
import { killBackground } from './background.ts';
import { PANEL_SIZE } from '../look.ts';
for (const dock of ['bottom', 'right', 'undocked'] as const) test.describe(dock, () => {
  test.use({ look: { dock, theme: 'dark' } });
  test('opens', async ({ openPanel, browserWithExtension }, info) => {
    const { panel, window } = await openPanel();
    expect(await panel.evaluate(() => ({ width: innerWidth, height: innerHeight }))).toEqual(PANEL_SIZE[dock]);
    await panel.getByLabel('Clear').click();
    await expect(panel.locator('#n')).toHaveText('1');
    await killBackground(browserWithExtension);
    await window.screenshot({ path: info.outputPath('a.png') });
  });
});
