import type { OneTraceStats } from '../../../src/content/one-trace.d.ts';
import { playSession } from '../session.ts';
import { test, expect } from '../test.ts';

test.describe('the page API', () => {
  test('is in no page before the user gives it to the site', async ({ panel, engine, lab }) => {
    await panel.allowDecryption(engine);
    await playSession(lab, engine.ask);
    expect(await engine.ask('pageApi')).toBe('""');
  });

  test('counts in the page, and knows from the open panel what is under the encryption', async ({
    panel,
    engine,
    lab,
  }) => {
    await panel.allowDecryption(engine);
    await panel.showView('Settings');
    await panel.press('switch', 'Page API on');
    await expect.poll(() => panel.has('switch', 'Page API on')).toBe(true);
    await engine.whileReloading(() => engine.goto(lab.pageUrl));
    await playSession(lab, engine.ask);

    const stats = async (): Promise<OneTraceStats> => JSON.parse(await engine.ask('pageApi')) as OneTraceStats;
    expect((await stats()).global.totalMessages).toBeGreaterThan(20);
    const active = async () => (await stats()).connections.filter(({ currentState }) => currentState === 'ACTIVE');
    await expect.poll(async () => (await active()).length).toBeGreaterThan(0);
    const [connection] = await active();
    expect(connection?.asOf).toBeGreaterThan(connection?.startTime ?? Infinity);

    // Of its own end the page knows first.
    await engine.ask('close');
    expect((await stats()).connections.map(({ state }) => state)).not.toContain('CONNECTED');
    expect((await active()).length).toBe(0);
  });
});
