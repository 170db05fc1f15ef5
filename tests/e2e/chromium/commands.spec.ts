import type { Worker } from 'playwright';
import { startLab } from '../../lab/server.ts';
import type { ChromiumEngine } from './engine.ts';
import { notesIn } from '../faults/recordings.ts';
import { chromiumSubject } from '../faults/chromium-subject.ts';
import { playSession } from '../session.ts';
import { test, expect } from '@playwright/test';

declare const chrome: {
  commands: { onCommand: { dispatch(command: string, tab?: unknown): void } };
  tabs: { query(of: object): Promise<{ id: number; url?: string }[]> };
  action: { getBadgeText(of: { tabId: number }): Promise<string> };
};

interface Said {
  tabId: number;
  text: string;
}
interface Api {
  action: { setBadgeText(said: Said, ...more: unknown[]): unknown };
}
declare global {
  var badgesSaid: Said[];
}

/** What the browser tells the background when the keys are pressed: no test can press keys of the browser itself. */
const press = (worker: Worker, command: string): Promise<void> =>
  worker.evaluate((name) => {
    badgesSaid.length = 0;
    chrome.commands.onCommand.dispatch(name);
  }, command);

const badge = (worker: Worker): Promise<string> =>
  worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return chrome.action.getBadgeText({ tabId: tab?.id ?? 0 });
  });

/** The window takes a moment to say that another tab, which was just looked into, is gone; a key pressed meanwhile would be that one's. */
async function toFront({ page }: ChromiumEngine, worker: Worker): Promise<void> {
  await page.bringToFront();
  const active = () => worker.evaluate(() => chrome.tabs.query({ active: true, lastFocusedWindow: true }));
  await expect
    .poll(async () => (await active()).map(({ url = '' }) => url.startsWith('chrome-extension:')))
    .toEqual([false]);
}

/** What a key has done stands in the badge for two seconds, and a busy machine may not look in that time: what is written there is kept. */
const hear = (worker: Worker): Promise<void> =>
  worker.evaluate(() => {
    globalThis.badgesSaid = [];
    const { chrome, browser } = globalThis as unknown as { chrome: Api; browser?: Api };
    for (const action of new Set([chrome.action, browser?.action])) {
      const write = action?.setBadgeText.bind(action);
      if (action === undefined || write === undefined) continue;
      action.setBadgeText = (said, ...more) => {
        badgesSaid.push(said);
        return write(said, ...more);
      };
    }
  });

/** Since the last key, in the tab in front. */
const said = (worker: Worker): Promise<string[]> =>
  worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return badgesSaid.filter(({ tabId }) => tabId === tab?.id).map(({ text }) => text);
  });

const says = (worker: Worker, text: string): Promise<void> => expect.poll(() => said(worker)).toContain(text);

test('the shortcuts of the browser set a mark and save the recent past where no panel is open, and the badge says so', async () => {
  const lab = await startLab();
  const subject = await chromiumSubject();
  const { engine } = subject;
  await engine.goto(lab.pageUrl);
  await playSession(lab, engine.ask);
  await expect.poll(async () => (await subject.disk())[0]?.row.frames ?? 0).toBeGreaterThan(20);
  const [worker] = engine.chromium.context.serviceWorkers();
  if (!worker) throw new Error('the background does not run');

  await hear(worker);
  await toFront(engine, worker);
  await press(worker, 'mark');
  await says(worker, 'mark');
  await expect.poll(async () => notesIn((await subject.disk())[0]?.records ?? [])).toContain('from the keyboard');

  await toFront(engine, worker);
  await press(worker, 'save-recent');
  await says(worker, 'saved');
  const [recent, saved] = await subject.disk();
  expect(notesIn(saved?.records ?? [])).toContain('from the keyboard');
  expect(saved?.row.frames).toBeGreaterThan(20);
  expect(saved?.row.tab).toBeUndefined();
  expect(recent?.row.tab).toBeDefined();
  await subject.close();
  await lab.close();
});

test('on a page where nothing is recorded the badge says that there was nothing to act on', async () => {
  const subject = await chromiumSubject();
  await subject.engine.goto('about:blank');
  const page = await subject.extensionPage();
  const [worker] = subject.engine.chromium.context.serviceWorkers();
  if (!worker) throw new Error('the background does not run');
  await hear(worker);
  await toFront(subject.engine, worker);
  for (const command of ['mark', 'save-recent']) {
    await press(worker, command);
    await says(worker, 'none');
    await expect.poll(() => badge(worker)).toBe('');
  }
  await page.close();
  await subject.close();
});
