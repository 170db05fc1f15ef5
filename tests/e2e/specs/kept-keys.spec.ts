import { playSession } from '../session.ts';
import { test, expect } from '../test.ts';

test('session keys are kept with a saved recording where that is asked for, and are deleted with it', async ({
  panel,
  engine,
  lab,
}) => {
  const keptKeys = async (): Promise<number> => (await engine.stored()).reduce((sum, { keys }) => sum + keys, 0);
  await panel.allowDecryption(engine);
  await playSession(lab, engine.ask);
  await expect.poll(async () => (await panel.frames()).some(({ name }) => name === 'identity')).toBe(true);
  await panel.press('button', 'Save the recent past');
  await panel.press('menuitem', 'Save the last 5 minutes');
  await expect.poll(() => panel.notice()).toContain('messages');
  await panel.showView('Recordings');
  await panel.press('option', 'Last 5 min');
  await expect.poll(() => panel.has('button', 'Keep its session keys')).toBe(true);
  expect(await keptKeys()).toBe(0);

  await panel.press('button', 'Keep its session keys');
  await expect.poll(keptKeys).toBeGreaterThan(0);
  await expect.poll(() => panel.viewShown()).toContain('Its session keys are kept with it');
  await panel.press('button', 'Forget its keys');
  await expect.poll(keptKeys).toBe(0);
  await panel.press('button', 'Keep its session keys');
  await expect.poll(keptKeys).toBeGreaterThan(0);

  await panel.press('button', 'Delete…');
  await panel.press('button', 'Delete the recording');
  await expect.poll(keptKeys).toBe(0);
});
