import { expectWhole } from './expect-whole.ts';
import { inBothBrowsers } from './in-both-browsers.ts';
import { lostIn, wireOfRecords } from './recordings.ts';
import { expect, test } from './test.ts';
import { countOf, startTraffic } from './traffic.ts';

test.describe('with little room', () => {
  test.use({ isLimited: true });

  inBothBrowsers(
    'the disk is full for a while: the page does not notice, and what is missing is counted',
    async (subject, lab) => {
      const { engine } = subject;
      await engine.goto(lab.pageUrl);
      const panel = await engine.openPanel();
      const traffic = await startTraffic(lab, engine.ask);
      await traffic.exchange(200);
      const makeRoom = await subject.fillDisk();
      await traffic.exchange(4000);
      await expect.poll(() => panel.everythingShown()).toContain('is full');
      await makeRoom();
      await traffic.exchange(200);
      await engine.ask('close');
      const truth = await traffic.truth();
      const records = async () => (await subject.disk()).at(-1)?.records ?? [];
      await expect
        .poll(async () => countOf(wireOfRecords(await records())) + lostIn(await records()), { timeout: 60_000 })
        .toBe(countOf(truth));
      expectWhole(subject, await records(), truth);
    },
  );
});

inBothBrowsers('the database is damaged on disk: the next start records again', async (subject, lab) => {
  await subject.engine.goto(lab.pageUrl);
  const first = await startTraffic(lab, subject.engine.ask);
  const before = countOf(await first.truth());
  await expect.poll(async () => (await subject.disk())[0]?.row.frames ?? 0).toBeGreaterThanOrEqual(before);
  await subject.killAndRestart(async (profile) => {
    expect(await subject.damageDatabase(profile)).toBeGreaterThan(0);
  });
  await subject.engine.goto(lab.pageUrl);
  const second = await startTraffic(lab, subject.engine.ask);
  await second.exchange(100);
  await subject.engine.ask('close');
  const truth = await second.truth();
  const kept = async () => (await subject.disk()).at(-1)?.records ?? [];
  // Until the extension has begun anew, nobody can read what is damaged.
  await expect.poll(async () => countOf(wireOfRecords(await kept().catch(() => [])))).toBe(countOf(truth));
  expectWhole(subject, await kept(), truth);
});
