import { readTraceFile, totals, wireOfTrace } from '../trace-file.ts';
import { extensionDir } from '../extension-dir.ts';
import { receivedFile } from '../received-file.ts';
import { countOf, startTraffic } from '../faults/traffic.ts';
import { tell } from '../faults/outcomes.ts';
import { readStore, wireOfStored } from '../stored-recordings.ts';
import { expect, test as base } from '../test.ts';
import { firefoxEngine, openExtensionPage, type FirefoxEngine } from './engine.ts';

/** Firefox with a profile whose storage is broken, as they are found in the wild. */
const test = base.extend<{ diskless: FirefoxEngine }>({
  diskless: async ({ look }, use) => {
    const engine = await firefoxEngine({ extension: extensionDir('firefox'), look, isStorageBroken: true });
    await use(engine);
    await engine.close();
  },
});

/** Runs in a page of the extension. */
function leaveNewerDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('one-trace', 99);
    request.onerror = () => reject(request.error ?? new Error('not opened'));
    request.onsuccess = () => resolve(request.result.close());
  });
}

/** Runs in a page of the extension. */
function deleteDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('one-trace');
    request.onerror = () => reject(request.error ?? new Error('not deleted'));
    request.onsuccess = () => resolve();
  });
}

const IN_MEMORY = 'Recording goes on in memory';

test('a profile without storage: recording goes on in memory, where the panel reads it, and it leaves as a file', async ({
  diskless,
  lab,
}) => {
  await diskless.goto(lab.pageUrl);
  const panel = await diskless.openPanel();
  const traffic = await startTraffic(lab, diskless.ask);
  await traffic.exchange(300);
  await expect.poll(() => panel.everythingShown()).toContain(IN_MEMORY);
  await diskless.ask('close');
  const truth = await traffic.truth();
  await expect.poll(panel.capturedFrames).toBe(countOf(truth));
  const file = await receivedFile(diskless.downloads, () => panel.exportRecording({ keys: false }));
  const lines = await readTraceFile(file);
  expect(totals(wireOfTrace(lines))).toEqual(totals(truth));
  expect(lines.filter(({ kind }) => kind === 'lost')).toEqual([]);
  tell({ browser: 'firefox', sent: countOf(truth), recorded: wireOfTrace(lines).flat().length, lost: 0 });
});

test('what was in memory when the background ended is counted, and recording goes on', async ({ diskless, lab }) => {
  await diskless.goto(lab.pageUrl);
  const panel = await diskless.openPanel();
  const traffic = await startTraffic(lab, diskless.ask);
  await traffic.exchange(100);
  const before = countOf(await traffic.truth());
  await expect.poll(panel.capturedFrames).toBeGreaterThanOrEqual(before);
  await diskless.killBackground();
  await traffic.exchange(200);
  await diskless.ask('close');
  const sent = countOf(await traffic.truth());
  await expect(async () => {
    const file = await receivedFile(diskless.downloads, () => panel.exportRecording({ keys: false }));
    const lines = await readTraceFile(file);
    // Frames that came before the hook had said again which connections there are stand under a name without an `open`.
    const recorded = lines.filter(({ kind }) => kind === 'frame').length;
    const lost = lines.reduce((sum, line) => sum + (line.kind === 'lost' ? Number(line['count']) : 0), 0);
    tell({ browser: 'firefox', sent, recorded, lost });
    expect(recorded).toBeGreaterThanOrEqual(200);
    expect(recorded).toBeLessThan(sent);
    // What was about to be confirmed when the background ended is sent again, and counted all the same.
    expect(recorded + lost).toBeGreaterThanOrEqual(sent);
  }).toPass({ timeout: 60_000 });
});

test('a database of a newer version: what is in memory moves to disk as soon as that works', async ({
  engine,
  lab,
}) => {
  const { firefox } = engine as FirefoxEngine;
  const page = await openExtensionPage(firefox);
  await page.inPage(leaveNewerDatabase);
  await engine.goto(lab.pageUrl);
  const panel = await engine.openPanel();
  const traffic = await startTraffic(lab, engine.ask);
  await traffic.exchange(200);
  await expect.poll(() => panel.everythingShown()).toContain(IN_MEMORY);
  await page.inPage(deleteDatabase);
  await expect.poll(() => panel.everythingShown()).not.toContain(IN_MEMORY);
  await traffic.exchange(100);
  await engine.ask('close');
  const truth = await traffic.truth();
  const stored = async () => (await page.inPage(readStore)).filter(({ tab }) => tab >= 0);
  await expect.poll(async () => countOf((await stored()).flatMap(wireOfStored))).toBe(countOf(truth));
  await expect.poll(panel.capturedFrames).toBe(countOf(truth));
  expect((await stored()).flatMap(wireOfStored)).toEqual(truth);
});
