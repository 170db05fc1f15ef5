import type { ChromiumSubject } from './chromium-subject.ts';
import { chromiumLabTab } from '../lab-tab.ts';
import { lostIn, wireOfRecords } from './recordings.ts';
import { tell } from './outcomes.ts';
import { expect, test } from './test.ts';
import { countOf, startTraffic } from './traffic.ts';

test('the panel is closed and opened again in mid-burst: it shows everything, the time without it included', async ({
  subject,
  lab,
}) => {
  const { engine } = subject as ChromiumSubject;
  await engine.goto(lab.pageUrl);
  let panel = await engine.openPanel();
  const traffic = await startTraffic(lab, engine.ask);
  const before = countOf(await traffic.truth());
  const busy = traffic.exchange(4000);
  await expect.poll(panel.capturedFrames).toBeGreaterThan(before);
  await engine.closePanel();
  const atClosing = (await subject.disk())[0]?.row.frames ?? 0;
  await expect.poll(async () => (await subject.disk())[0]?.row.frames).toBeGreaterThan(atClosing);
  panel = await engine.openPanel();
  await busy;
  await engine.ask('close');
  const truth = await traffic.truth();
  await expect.poll(panel.capturedFrames).toBe(countOf(truth));
  const records = (await subject.disk())[0]?.records ?? [];
  tell({ browser: 'chromium', sent: countOf(truth), recorded: countOf(wireOfRecords(records)), lost: lostIn(records) });
  expect(wireOfRecords(records)).toEqual(truth);
});

test('two windows at once: each has its own recording, whole, and nothing of the other', async ({ subject, lab }) => {
  const { engine } = subject as ChromiumSubject;
  const { context, cdp } = engine.chromium;
  await engine.goto(lab.pageUrl);
  const coming = context.waitForEvent('page');
  await cdp.send('Target.createTarget', { url: lab.pageUrl, newWindow: true });
  const other = await coming;
  await other.waitForFunction(() => 'lab' in window);
  const asks = [engine.ask, chromiumLabTab(other)];
  const traffics = await Promise.all(asks.map((ask) => startTraffic(lab, ask)));
  await Promise.all(traffics.map((traffic) => traffic.exchange(1000)));
  await Promise.all(asks.map((ask) => ask('close')));
  const truths = await Promise.all(traffics.map((traffic) => traffic.truth()));
  const wanted = truths.map(countOf).sort();
  await expect.poll(async () => (await subject.disk()).map(({ row }) => row.frames).sort()).toEqual(wanted);
  const kept = (await subject.disk()).map(({ records }) => wireOfRecords(records));
  const lost = (await subject.disk()).reduce((sum, { records }) => sum + lostIn(records), 0);
  tell({
    browser: 'chromium',
    sent: truths.flatMap((truth) => truth.flat()).length,
    recorded: kept.flat(2).length,
    lost,
  });
  for (const truth of truths) expect(kept).toContainEqual(truth);
});
