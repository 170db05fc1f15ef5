import { playSession } from '../session.ts';
import { receivedFile } from '../received-file.ts';
import { readTraceFile } from '../trace-file.ts';
import { test, expect } from '../test.ts';
import type { PanelPage } from '../panel-page.ts';

const ERRORS = [
  'console.error: Connection error TypeError: said',
  'uncaught: ',
  'unhandled rejection: Error: rejected',
];

/** It is on once the background has registered the script: not before may the page be loaded. */
const isOn = (panel: PanelPage) =>
  panel.inPanel(
    () => document.querySelector('[aria-label^="Errors of the console"]')?.getAttribute('aria-checked') === 'true',
  );

const told = async (panel: PanelPage): Promise<string[]> =>
  (await panel.rows()).filter(({ name }) => name === 'console').map(({ label }) => label);

test.describe('errors of the page’s console', () => {
  test('are in no recording before the user wants them there', async ({ panel, engine, lab }) => {
    await engine.ask('complain');
    await playSession(lab, engine.ask);
    await expect.poll(() => panel.capturedFrames()).toBeGreaterThan(20);
    expect(await told(panel)).toEqual([]);
  });

  test('stand between the messages once the user wants them, unseen by the page, and leave masked', async ({
    panel,
    engine,
    lab,
  }) => {
    const bare = await engine.ask('complain');
    await panel.showView('Settings');
    await panel.press('switch', 'Errors of the console');
    await expect.poll(() => isOn(panel)).toBe(true);
    await engine.whileReloading(() => engine.goto(lab.pageUrl));
    await playSession(lab, engine.ask);
    expect(await engine.ask('complain')).toBe(bare);

    await panel.showView('Messages');
    // Words of rows that have just come into sight follow a moment later.
    for (const error of ERRORS)
      await expect.poll(async () => (await told(panel)).filter((label) => label.includes(error)).length).toBe(1);
    expect(await told(panel)).toHaveLength(3);

    await panel.press('button', 'Export…');
    await panel.press('radio', 'Nothing');
    const file = await receivedFile(engine.downloads, () => panel.press('button', 'Export unsealed'));
    const left = (await readTraceFile(file)).flatMap((record) =>
      record.kind === 'note' && record.type === 'console' ? [record.text] : [],
    );
    expect(left).toHaveLength(3);
    expect(left).toContain('console.error: Connection error TypeError: ‹text, 4 characters›');
    expect(left.join()).not.toMatch(/said|rejected|thrown/);
  });
});
