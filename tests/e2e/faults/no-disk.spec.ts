import { expectWhole } from './expect-whole.ts';
import { inBothBrowsers } from './in-both-browsers.ts';
import { lostIn, wireOfRecords } from './recordings.ts';
import type { Subject } from './subject.ts';
import type { Lab } from '../../lab/server.ts';
import type { WireFrame } from '../trace-file.ts';
import { tell } from './outcomes.ts';
import { expect, test } from './test.ts';
import { countOf, startTraffic } from './traffic.ts';

/** Runs in a page of the extension. */
const deleteDatabase = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('one-trace');
    request.onerror = () => reject(request.error ?? new Error('not deleted'));
    request.onsuccess = () => resolve();
  });

/**
 * What the tab's recording has of the page's traffic is its end, on every connection. Frames that were recorded before the hook had said
 * again which connections there are stand under a name of their own.
 * @returns how many there are
 */
function expectEnd(kept: readonly WireFrame[][], truth: readonly WireFrame[][]): number {
  const texts = (wire: readonly WireFrame[][]): string[][] =>
    wire.map((frames) => frames.map((each) => JSON.stringify(each)));
  const left = texts(truth);
  for (const frames of texts(kept).reverse()) {
    const own = left.find((each) => frames.every((frame, at) => frame === each[each.length - frames.length + at]));
    expect(own).toBeDefined();
    own?.splice(own.length - frames.length);
  }
  return countOf(kept);
}

/** Paired, and the first of it is on disk. */
async function capturing(subject: Subject, lab: Lab) {
  await subject.engine.goto(lab.pageUrl);
  const panel = await subject.engine.openPanel();
  const traffic = await startTraffic(lab, subject.engine.ask);
  const begun = countOf(await traffic.truth());
  await expect.poll(async () => (await subject.disk())[0]?.row.frames ?? 0).toBeGreaterThanOrEqual(begun);
  return { panel, traffic, page: await subject.extensionPage() };
}

test('the database cannot be opened: recording goes on in memory, where the panel reads it, and moves to disk when that works @quick', async ({
  subject,
  lab,
}) => {
  const { engine, extensionPage } = subject;
  const page = await extensionPage();
  // As a newer version of the extension leaves it.
  await page.run(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('one-trace', 99);
        request.onerror = () => reject(request.error ?? new Error('not opened'));
        request.onsuccess = () => resolve(request.result.close());
      }),
  );
  await engine.goto(lab.pageUrl);
  const panel = await engine.openPanel();
  const traffic = await startTraffic(lab, engine.ask);
  await traffic.exchange(500);
  await expect.poll(() => panel.everythingShown()).toContain('Recording goes on in memory');
  const sent = countOf(await traffic.truth());
  await expect.poll(panel.capturedFrames).toBeGreaterThanOrEqual(sent);

  await page.run(deleteDatabase);
  await expect.poll(() => panel.everythingShown()).not.toContain('Recording goes on in memory');
  await traffic.exchange(200);
  await engine.ask('close');
  const truth = await traffic.truth();
  const records = async () => (await subject.disk()).flatMap(({ records }) => records);
  await expect.poll(async () => countOf(wireOfRecords(await records()))).toBe(countOf(truth));
  await expect.poll(panel.capturedFrames).toBe(countOf(truth));
  expectWhole(subject, await records(), truth);
});

inBothBrowsers(
  'the database hangs in mid-capture: what it does not answer goes to memory, and to disk when it answers again',
  async (subject, lab) => {
    const { panel, traffic, page } = await capturing(subject, lab);
    // A deletion that has to wait for somebody makes everybody else wait for the deletion.
    await page.run(
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.open('one-trace');
          request.onerror = () => reject(request.error ?? new Error('not opened'));
          request.onsuccess = () => {
            Object.assign(window, { held: request.result });
            // Not waited for: Firefox does not always say that the deletion is blocked.
            indexedDB.deleteDatabase('one-trace');
            resolve();
          };
        }),
    );
    const before = countOf(await traffic.truth());
    await traffic.exchange(300);
    await expect.poll(() => panel.everythingShown()).toContain('Recording goes on in memory');
    await page.run(() => (window as unknown as { held: IDBDatabase }).held.close());
    await expect.poll(() => panel.everythingShown()).not.toContain('Recording goes on in memory');
    await traffic.exchange(100);
    await subject.engine.ask('close');
    const truth = await traffic.truth();
    // What was on disk before went with the deletion.
    const sent = countOf(truth) - before;
    const records = async () => (await subject.disk()).at(-1)?.records ?? [];
    await expect(async () => {
      const recorded = expectEnd(wireOfRecords(await records()), truth);
      expect(recorded).toBeGreaterThanOrEqual(sent);
      expect(await panel.capturedFrames()).toBe(recorded);
      tell({ browser: subject.browser, sent, recorded, lost: lostIn(await records()) });
    }).toPass({ timeout: 40_000 });
  },
);

inBothBrowsers(
  'the database is deleted in mid-capture: another recording begins with what comes then',
  async (subject, lab) => {
    const { panel, traffic, page } = await capturing(subject, lab);
    const before = countOf(await traffic.truth());
    await page.run(deleteDatabase);
    await traffic.exchange(300);
    await subject.engine.ask('close');
    const truth = await traffic.truth();
    const records = async () => (await subject.disk()).at(-1)?.records ?? [];
    await expect(async () => {
      const recorded = expectEnd(wireOfRecords(await records()), truth);
      // What was sent after the last answer, and before the database was gone, may have gone with it.
      expect(recorded).toBeGreaterThanOrEqual(300);
      expect(await panel.capturedFrames()).toBe(recorded);
      tell({ browser: subject.browser, sent: countOf(truth) - before, recorded, lost: lostIn(await records()) });
    }).toPass({ timeout: 40_000 });
  },
);
