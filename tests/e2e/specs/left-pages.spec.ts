import { shortTiming } from '../../lab/peer/timing.ts';
import type { Engine } from '../engine.ts';
import { test, expect } from '../test.ts';

/** To another document of the lab; one that is just going, or just coming, does not answer. */
async function leave({ ask }: Engine): Promise<void> {
  await ask('leave', '/?elsewhere');
  await expect.poll(() => ask('query').catch(() => '')).toBe('?elsewhere');
}

const options = { name: 'alice', timing: shortTiming, redials: false };

test('connections that are open when a page is left end in its recording, and nothing waits for them', async ({
  panel,
  engine,
  lab,
}) => {
  const bob = await lab.nodePeer('bob');
  await engine.ask('start', lab.commUrl, options);
  await engine.ask('pair', bob.createInvitation().url);
  await engine.ask('chat', 'last word');
  await bob.chat.waitFor('last word');
  await leave(engine);
  await expect.poll(() => panel.badge()).toBe('capturing');
  await panel.showView('Connections');
  await expect.poll(() => panel.viewShown()).toContain('Ended with page');
  await expect.poll(() => panel.inPanel(openConnections)).toEqual([]);
});

/** Runs in the panel: connections that are shown as still alive. */
function openConnections(): string[] {
  const alive = /active|listening|in a handshake/i;
  const states = [
    ...document.querySelectorAll('.connections [role=row] .standing [role=img], .connections .standing svg'),
  ];
  return states.map((state) => state.getAttribute('aria-label') ?? '').filter((state) => alive.test(state));
}
