import { axeInPanel } from '../axe-in-panel.ts';
import { playSession } from '../session.ts';
import { startStrangeSite } from '../strange-site.ts';
import { test, expect } from '../test.ts';

const FILE = new URL('../../lab/page/index.html', import.meta.url).href;

test('the badge says how the page stands, wherever the tab goes', async ({ panel, engine, engineName, lab }) => {
  const strange = await startStrangeSite();
  const badge = () => panel.badge();
  await expect.poll(badge).toBe('capturing');
  await engine.goto(strange.url);
  await expect.poll(badge).toBe('not enabled');
  await panel.press('button', 'This page');
  const card = await panel.pageCard();
  expect(card).toContain('has no access to this site');
  expect(card).toContain(`Grant access to ${new URL(strange.url).host}`);
  expect(await axeInPanel(panel)).toEqual([]);
  await panel.press('button', 'This page');
  await engine.goto('about:blank');
  await expect.poll(badge).toBe('cannot be captured');
  if (engineName === 'chromium') {
    // Firefox closes the toolbox's panels over files of its own process; there the words are tested by themselves.
    await engine.goto(FILE);
    await expect.poll(() => panel.viewShown()).toContain('is a file on disk');
  }
  await engine.goto(lab.pageUrl);
  await expect.poll(badge).toBe('capturing');
  await strange.close();
});

test('a page with nothing but a name in its storage is said to look like ONE, and the secret behind the name is read by nobody', async ({
  panel,
  engine,
}) => {
  await engine.ask('remember', 'credentials-single-user-no-auth', '{"secret":"never-to-be-seen"}');
  await engine.ask('remember', 'theme', 'dark');
  await engine.whileReloading(() => engine.ask('reload'));
  await expect.poll(() => panel.badge()).toBe('capturing looks like ONE');
  await expect
    .poll(() => panel.viewShown())
    .toContain(
      'This looks like a ONE page, because its storage has an entry named credentials-single-user-no-auth (only the name was read).',
    );
  expect(await panel.everythingShown()).not.toContain('never-to-be-seen');
});

test('a page that looks like ONE and connects nothing in its window has it said that it has a worker', async ({
  panel,
  engine,
}) => {
  await engine.ask('startWorker');
  await engine.ask('remember', 'credentials-single-user-no-auth', '');
  await engine.whileReloading(() => engine.ask('reload'));
  await expect.poll(() => panel.badge()).toBe('capturing looks like ONE');
  await engine.ask('startWorker');
  await panel.showView('Findings');
  await expect.poll(() => panel.viewShown()).toContain('Traffic of 1 worker is not in this recording');
});

test.describe('a page that was open before', () => {
  test.use({ installLater: true });

  test('the extension came, or was replaced under it, goes on as it was, and a reload captures it from the start', async ({
    engine,
    lab,
  }) => {
    await engine.goto(lab.pageUrl);
    const { peer } = await playSession(lab, engine.ask);
    await engine.install();
    // The hook came late; now its extension goes, and another comes.
    await engine.install();
    await engine.ask('chat', 'after the update');
    await peer.chat.waitFor('after the update');
    peer.chat.say('still here');
    await engine.ask('waitForChat', 'still here');
    const panel = await engine.openPanel();
    await expect.poll(() => panel.badge()).toMatch(/^context lost/);
    await engine.whileReloading(() => panel.press('button', 'Reload the page'));
    await expect.poll(() => panel.badge()).toMatch(/^capturing/);
  });
});
