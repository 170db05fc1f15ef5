import { firefoxLabTab } from '../lab-tab.ts';
import { openTab } from '../firefox/tabs.ts';
import { closeToolbox } from '../firefox/toolbox.ts';
import { countTruth } from './count-truth.ts';
import { tell } from './outcomes.ts';
import { lostIn, wireOfRecords } from './recordings.ts';
import { expect, test } from './test.ts';
import { countOf, startTraffic } from './traffic.ts';

test('Firefox: the panel is closed and opened again in mid-burst: it shows everything, the time without it included', async ({
  firefox,
  lab,
}) => {
  const { engine } = firefox;
  await engine.goto(lab.pageUrl);
  let panel = await engine.openPanel();
  const traffic = await startTraffic(lab, engine.ask);
  const told = (): number => countTruth(traffic.peer.truth());
  await engine.firefox.inPage(beginExchange, traffic.hash, 4000);
  const begun = told();
  await expect.poll(told).toBeGreaterThan(begun + 200);
  await expect.poll(panel.capturedFrames).toBeGreaterThan(0);
  await closeToolbox(engine.firefox);
  const atClosing = told();
  await expect.poll(told).toBeGreaterThan(atClosing + 200);
  panel = await engine.openPanel();
  await expect.poll(() => engine.firefox.inPage(isOver)).toBe(true);
  await engine.ask('close');
  const truth = await traffic.truth();
  await expect.poll(panel.capturedFrames).toBe(countOf(truth));
  const records = (await firefox.disk())[0]?.records ?? [];
  tell({ browser: 'firefox', sent: countOf(truth), recorded: countOf(wireOfRecords(records)), lost: lostIn(records) });
  expect(wireOfRecords(records)).toEqual(truth);
});

test('Firefox: two windows at once: each has its own recording, whole, and nothing of the other', async ({
  firefox,
  lab,
}) => {
  const { engine } = firefox;
  await engine.goto(lab.pageUrl);
  const other = await openTab(engine.firefox, lab.pageUrl, 'window');
  const pages = [
    { ask: engine.ask, inPage: engine.firefox.inPage },
    { ask: firefoxLabTab(other), inPage: other.inPage },
  ];
  const traffics = [];
  for (const { ask } of pages) traffics.push(await startTraffic(lab, ask));
  // Begun in both before the first one is waited for.
  for (const [at, { inPage }] of pages.entries()) await inPage(beginExchange, traffics[at]?.hash ?? '', 1000);
  for (const { inPage } of pages) await expect.poll(() => inPage(isOver)).toBe(true);
  for (const { ask } of pages) await ask('close');
  const truths = [];
  for (const traffic of traffics) truths.push(await traffic.truth());
  const wanted = truths.map(countOf).sort();
  await expect.poll(async () => (await firefox.disk()).map(({ row }) => row.frames).sort()).toEqual(wanted);
  const disk = await firefox.disk();
  const kept = disk.map(({ records }) => wireOfRecords(records));
  tell({
    browser: 'firefox',
    sent: truths.flat(2).length,
    recorded: kept.flat(2).length,
    lost: disk.reduce((sum, { records }) => sum + lostIn(records), 0),
  });
  for (const truth of truths) expect(kept).toContainEqual(truth);
});

interface Busy {
  lab: { exchange(frames: number, hash: string): Promise<unknown> };
  isOver?: boolean;
}

/** Not waited for: the session of Marionette would be taken for as long as it lasts. */
function beginExchange(hash: string, frames: number): void {
  const page = window as unknown as Busy;
  page.isOver = false;
  void page.lab.exchange(frames, hash).then(() => (page.isOver = true));
}

const isOver = (): boolean => (window as unknown as Busy).isOver === true;
