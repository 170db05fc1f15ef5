import { receivedFile } from '../received-file.ts';
import { playSession } from '../session.ts';
import { test, expect } from '../test.ts';
import { readTraceFile, wireOfTrace, wireOfTruth } from '../trace-file.ts';

// Spares speak in the open, by pings: only so can a connection be recognised in mid-life without its keys.
test.use({ installLater: true, labOptions: { server: { pingInterval: 300, pongTimeout: 10_000 } } });

test('sockets that were open before the extension are picked up, and are said to be late', async ({ engine, lab }) => {
  await engine.goto(lab.pageUrl);
  await playSession(lab, engine.ask);
  await engine.install();
  const panel = await engine.openPanel();
  const pongs = async () => (await panel.frames()).filter(({ name }) => name === 'pong');
  await expect.poll(async () => new Set((await pongs()).map(({ conn }) => conn)).size).toBe(2);
  await engine.ask('close');
  const closed = async () => (await panel.rows()).filter(({ label }) => label.startsWith('close, '));
  await expect.poll(async () => (await closed()).length).toBe(2);

  const truth = wireOfTruth(await engine.ask('truth'));
  const lines = await readTraceFile(await receivedFile(engine.downloads, () => panel.exportRecording({ keys: false })));
  expect(lines.filter(({ kind }) => kind === 'open').map(({ late }) => late)).toEqual([true, true]);
  for (const traced of wireOfTrace(lines)) {
    // Each direction by itself: in Chromium a listener that comes late is called after the page's own, which has answered by then.
    for (const dir of ['in', 'out'] as const) {
      const frames = traced.filter((frame) => frame.dir === dir);
      expect(frames.length).toBeGreaterThan(0);
      const ends = truth.map((all) => all.filter((frame) => frame.dir === dir).slice(-frames.length));
      expect(ends).toContainEqual(frames);
    }
  }
});
