import { countTruth } from './count-truth.ts';
import { mirrored } from './mirror.ts';
import { wireOfRecords } from './recordings.ts';
import { tell } from './outcomes.ts';
import { expect, test } from './test.ts';
import { countOf, startTraffic } from './traffic.ts';

test('the browser is killed in mid-capture and started again: what was on disk is there, and nothing twice @quick', async ({
  subject,
  lab,
}) => {
  await subject.engine.goto(lab.pageUrl);
  const first = await startTraffic(lab, subject.engine.ask);
  await first.exchange(500);
  const before = countOf(await first.truth());
  await expect.poll(async () => (await subject.disk())[0]?.row.frames ?? 0).toBeGreaterThanOrEqual(before);
  const busy = first.exchange(100_000).catch(() => undefined);
  await expect.poll(() => countTruth(first.peer.truth())).toBeGreaterThan(before + 500);
  await subject.killAndRestart();
  await busy;

  const [old] = await subject.disk();
  expect(old?.row.ended).toBe(true);
  const kept = wireOfRecords(old?.records ?? []);
  expect(countOf(kept)).toBe(old?.row.frames);
  expect(countOf(kept)).toBeGreaterThanOrEqual(before);
  const sides = mirrored(kept, first.peer.truth());
  expect(sides.length).toBe(2);
  for (const { same } of sides) expect(same).toBe(true);

  await subject.engine.goto(lab.pageUrl);
  const second = await startTraffic(lab, subject.engine.ask);
  await second.exchange(100);
  await subject.engine.ask('close');
  const wanted = await second.truth();
  const fresh = async () => (await subject.disk())[1];
  await expect.poll(async () => (await fresh())?.row.frames).toBe(countOf(wanted));
  // What is told is the next life: how much of the first was sent died with the page.
  tell({
    browser: 'chromium',
    sent: countOf(wanted),
    recorded: countOf(wireOfRecords((await fresh())?.records ?? [])),
    lost: 0,
  });
  expect(wireOfRecords((await fresh())?.records ?? [])).toEqual(wanted);
});
