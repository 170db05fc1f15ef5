import type { Page } from 'playwright';
import { extensionDir } from '../extension-dir.ts';
import { register } from '../granted-site.ts';
import { readStore, recordsOf, type StoredRecording } from '../stored-recordings.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { shortTiming } from '../../lab/peer/timing.ts';
import { startLab } from '../../lab/server.ts';
import { expect, test } from '../test.ts';
import { until } from '../until.ts';
import { launchChromium, type Chromium } from './launch.ts';

declare const chrome: {
  windows: { create(what: { incognito: boolean; url: string[] }): Promise<unknown> };
  runtime: { getURL(path: string): string };
};

async function extensionPage({ context, extensionId }: Chromium): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/src/grant/grant.html`);
  return page;
}

const isFrameOfChannel = (record: TraceRecord): boolean => record.kind === 'frame' && record.conn.startsWith('rtc');

const stored = (page: Page): Promise<StoredRecording[]> => page.evaluate(readStore);

/** A private window with the site and a page of the extension, which in such a window is another extension (`split`). */
async function openPrivately({ context }: Chromium, from: Page, url: string): Promise<{ site: Page; own: Page }> {
  const known = new Set(context.pages());
  const own = await from.evaluate(() => chrome.runtime.getURL('src/grant/grant.html'));
  await from.evaluate((urls) => chrome.windows.create({ incognito: true, url: urls }), [url, own]);
  const fresh = (start: string) =>
    until(`a private ${start}`, () => context.pages().find((page) => !known.has(page) && page.url().startsWith(start)));
  return { site: await fresh(url), own: await fresh(own) };
}

test('what is recorded in a private window is kept apart, in memory, and goes with the window', async () => {
  const lab = await startLab();
  const look = { dock: 'bottom', theme: 'light' } as const;
  const extension = extensionDir('chrome');
  const chromium = await launchChromium({ extension, look, installLater: true, isPrivateToo: true, headless: true });
  await chromium.install();
  const desk = await extensionPage(chromium);

  const first = await openPrivately(chromium, desk, lab.pageUrl);
  await first.site.evaluate(register, lab.commUrl);
  await expect
    .poll(async () =>
      (await stored(first.own)).map(({ origin, pages }) => [origin, pages.join('').includes('register')]),
    )
    .toEqual([[new URL(lab.pageUrl).origin, true]]);
  await first.site.evaluate((timing) => window.lab.pairDirectly(timing), shortTiming);
  await expect.poll(async () => (await stored(first.own)).flatMap(recordsOf).some(isFrameOfChannel)).toBe(true);
  expect(await stored(desk)).toEqual([]);
  await first.site.close();
  await first.own.close();

  const second = await openPrivately(chromium, desk, lab.pageUrl);
  await expect
    .poll(async () => (await stored(second.own)).map(({ pages }) => pages.join('').includes('register')))
    .toEqual([false]);
  await chromium.close();
  await lab.close();
});
