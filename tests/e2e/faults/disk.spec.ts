import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChromiumSubject } from './chromium-subject.ts';
import { expectWhole } from './expect-whole.ts';
import { lostIn, wireOfRecords } from './recordings.ts';
import { expect, test } from './test.ts';
import { countOf, startTraffic } from './traffic.ts';

test.describe('with little room', () => {
  test.use({ isLimited: true });

  test('the disk is full for a while: the page does not notice, and what is missing is counted', async ({
    subject,
    lab,
  }) => {
    const { engine, extensionPage } = subject as ChromiumSubject;
    const origin = `chrome-extension://${engine.chromium.extensionId}`;
    await engine.goto(lab.pageUrl);
    const traffic = await startTraffic(lab, engine.ask);
    await traffic.exchange(200);
    const panel = await engine.openPanel();
    const page = await extensionPage();
    const cdp = await page.page.context().newCDPSession(page.page);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await traffic.exchange(1000);
    await expect.poll(() => panel.everythingShown()).toContain('is full');
    await cdp.send('Storage.overrideQuotaForOrigin', { origin });
    await traffic.exchange(200);
    await engine.ask('close');
    const truth = await traffic.truth();
    const records = async () => (await subject.disk()).at(-1)?.records ?? [];
    await expect
      .poll(async () => countOf(wireOfRecords(await records())) + lostIn(await records()), { timeout: 60_000 })
      .toBe(countOf(truth));
    expectWhole(await records(), truth);
  });
});

test('the database is damaged on disk: the next start records again', async ({ subject, lab }) => {
  await subject.engine.goto(lab.pageUrl);
  const first = await startTraffic(lab, subject.engine.ask);
  await expect
    .poll(async () => (await subject.disk())[0]?.row.frames ?? 0)
    .toBeGreaterThanOrEqual(countOf(await first.truth()));
  await subject.killAndRestart(async (profile) => {
    const folder = join(profile, 'Default/IndexedDB');
    const [database] = (await readdir(folder)).filter((name) => /^chrome-extension.*leveldb$/.test(name));
    const files = (await readdir(join(folder, database ?? ''))).filter((name) =>
      /^(CURRENT|MANIFEST.*|.*\.(ldb|log))$/.test(name),
    );
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) await writeFile(join(folder, database ?? '', file), Buffer.alloc(4096, 0xa5));
  });
  await subject.engine.goto(lab.pageUrl);
  const second = await startTraffic(lab, subject.engine.ask);
  await second.exchange(100);
  await subject.engine.ask('close');
  const truth = await second.truth();
  await expect.poll(async () => (await subject.disk()).at(-1)?.row.frames).toBe(countOf(truth));
  expectWhole((await subject.disk()).at(-1)?.records ?? [], truth);
});
