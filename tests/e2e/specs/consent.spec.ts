import { playSession } from '../session.ts';
import { test, expect } from '../test.ts';

test('consent holds although the background dies as it is given', async ({ panel, engine, lab }) => {
  await engine.killBackground();
  await panel.allowDecryption(engine);
  await playSession(lab, engine.ask);
  await expect.poll(async () => (await panel.frames()).map(({ name }) => name)).toContain('chum.data');
});

test('without consent nothing encrypted is opened, and no key is taken', async ({ panel, engine, lab }) => {
  await playSession(lab, engine.ask);
  await engine.ask('close');
  await expect.poll(async () => (await panel.frames()).map(({ name }) => name)).toContain('encrypted');
  const names = (await panel.rows()).map(({ name }) => name);
  expect(names).not.toContain('identity');
  expect(names).not.toContain('key known');
});
