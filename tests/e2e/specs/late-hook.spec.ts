import { receivedFile } from '../received-file.ts';
import { playSession } from '../session.ts';
import { test, expect } from '../test.ts';
import { readTraceFile, wireOfTrace, wireOfTruth } from '../trace-file.ts';

test.use({ installLater: true });

test('sockets that were open before the extension are picked up, and are said to be late', async ({ engine, lab }) => {
  await engine.goto(lab.pageUrl);
  const { peer } = await playSession(lab, engine.ask);
  await engine.install();
  const panel = await engine.openPanel();
  await expect.poll(async () => (await panel.frames()).length).toBeGreaterThan(0);
  await engine.ask('chat', 'said after the hook came');
  await peer.chat.waitFor('said after the hook came');
  await engine.ask('close');

  const truth = wireOfTruth(await engine.ask('truth')).at(-1) ?? [];
  const read = async () => readTraceFile(await receivedFile(engine.downloads, () => panel.exportRecording({ keys: false })));
  await new Promise((r) => setTimeout(r, 2000)); console.log((await panel.rows()).filter((r) => !r.dir).map((r) => r.label));
  const lines = await read();
  expect(lines.filter(({ kind }) => kind === 'open').every(({ late }) => late === true)).toBe(true);
  const traced = wireOfTrace(lines).at(-1) ?? [];
  expect(traced.length).toBeGreaterThan(0);
  expect(traced).toEqual(truth.slice(-traced.length));
});
