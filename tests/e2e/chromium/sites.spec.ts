import { expect, test as base, type Page } from '@playwright/test';
import type { PanelMessage, PanelNotice } from '../../../src/core/contract/panel.ts';
import { extensionDir } from '../extension-dir.ts';
import { launchChromium, type Chromium } from './launch.ts';

declare const chrome: {
  scripting: {
    unregisterContentScripts(): Promise<void>;
    getRegisteredContentScripts(): Promise<{ id: string; matches: string[]; js: string[] }[]>;
  };
  tabs: { query(what: object): Promise<{ id: number; url?: string }[]> };
  runtime: {
    connect(info: { name: string }): {
      postMessage(message: PanelMessage): void;
      onMessage: { addListener(listener: (notice: PanelNotice) => void): void };
    };
  };
};

/** What the page's very first script finds of the hook. */
const PAGE = '<title>T</title><script>window.early = typeof __ONE_TRACE__</script>';

const test = base.extend<{ chromium: Chromium; tab: Page; desk: Desk }>({
  chromium: async ({}, use) => {
    const look = { dock: 'bottom', theme: 'light' } as const;
    const chromium = await launchChromium({ extension: extensionDir('chrome'), look, headless: true });
    await chromium.context.route(/\.test\//, (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
    await use(chromium);
    await chromium.close();
  },
  tab: async ({ chromium }, use) => use(chromium.context.pages()[0] ?? (await chromium.context.newPage())),
  desk: async ({ chromium }, use) => use(await openDesk(chromium)),
});

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** An extension page that speaks to the background as the panel does. */
async function openDesk({ context, extensionId }: Chromium) {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/src/grant/grant.html`);
  await page.evaluate(() => {
    const port = chrome.runtime.connect({ name: 'one-trace-panel' });
    const notices: PanelNotice[] = [];
    port.onMessage.addListener((notice) => void notices.push(notice));
    Object.assign(window, { port, notices });
  });
  type Desk = { port: ReturnType<typeof chrome.runtime.connect>; notices: PanelNotice[] };
  return {
    say: (message: PanelMessage) =>
      page.evaluate((said) => (window as unknown as Desk).port.postMessage(said), message),
    notices: () => page.evaluate(() => (window as unknown as Desk).notices),
    site: async () => {
      const notices = await page.evaluate(() => (window as unknown as Desk).notices);
      return notices.flatMap((notice) => (notice.type === 'site' ? [notice.site] : [])).at(-1);
    },
    /** Of the tab that shows neither this page nor a blank one. */
    tabId: () =>
      page.evaluate(async () => {
        const tabs = await chrome.tabs.query({});
        return tabs.find(({ url }) => !url?.startsWith('chrome-extension:'))?.id ?? -1;
      }),
    unregister: () => page.evaluate(() => chrome.scripting.unregisterContentScripts()),
    registered: () =>
      page.evaluate(async () => {
        const scripts = await chrome.scripting.getRegisteredContentScripts();
        return Object.fromEntries(scripts.map(({ id, matches, js }) => [id, { matches, js }]));
      }),
  };
}

const GRANTED = ['http://granted.test/*', 'https://granted.test/*'];

test('the background starts and registers its scripts for the sites that were granted', async ({ desk }) => {
  await expect
    .poll(async () => Object.keys(await desk.registered()).sort())
    .toEqual(['granted-isolated', 'granted-main']);
  const { 'granted-main': main } = await desk.registered();
  expect(main?.matches.sort()).toEqual(GRANTED);
  expect(main?.js).toEqual(['src/content/page-bluetooth.iife.js']);
});

test('a granted site is captured from its first script on, a strange one not at all', async ({ desk, tab }) => {
  await expect.poll(async () => Object.keys(await desk.registered())).toHaveLength(2);
  await tab.goto('https://granted.test/');
  expect(await tab.evaluate('early')).toBe('object');
  await desk.say({ type: 'watch', tabId: await desk.tabId() });
  await expect.poll(() => desk.site()).toMatchObject({ origin: 'https://granted.test', capture: 'capturing' });
  await expect.poll(async () => (await desk.notices()).map(({ type }) => type)).toContain('recording');

  await tab.goto('https://strange.test/');
  expect(await tab.evaluate('early')).toBe('undefined');
  await desk.say({ type: 'watch', tabId: await desk.tabId(), url: 'https://strange.test/' });
  await expect.poll(() => desk.site()).toMatchObject({ origin: 'https://strange.test', capture: 'none' });
});

test('a page that was open when access came is captured late, once', async ({ desk, tab }) => {
  await expect.poll(async () => Object.keys(await desk.registered())).toHaveLength(2);
  // The scripts are away for a moment, as before the user granted the site.
  await desk.unregister();
  await tab.goto('https://granted.test/');
  expect(await tab.evaluate('early')).toBe('undefined');
  await desk.say({ type: 'watch', tabId: await desk.tabId() });
  for (let times = 0; times < 2; times += 1) await desk.say({ type: 'granted', origin: 'https://granted.test' });
  await expect.poll(() => tab.evaluate('typeof __ONE_TRACE__')).toBe('object');
  await expect.poll(() => desk.site()).toMatchObject({ origin: 'https://granted.test', capture: 'reload' });
  await tab.reload();
  await expect.poll(() => desk.site()).toMatchObject({ capture: 'capturing' });
});

test('consent brings discovery to that site, and its end takes it away', async ({ desk, tab }) => {
  await tab.goto('https://granted.test/');
  await desk.say({ type: 'watch', tabId: await desk.tabId() });
  await desk.say({ type: 'decrypt', origin: 'https://granted.test', on: true });
  await expect.poll(() => desk.site()).toMatchObject({ decrypt: true });
  expect((await desk.registered())['discovery']).toEqual({
    matches: ['https://granted.test/*'],
    js: ['src/content/discovery.iife.js'],
  });
  await desk.say({ type: 'decrypt', origin: 'https://granted.test', on: false });
  await expect.poll(() => desk.site()).toMatchObject({ decrypt: false });
  expect(await desk.registered()).not.toHaveProperty('discovery');
});

test('capture is shown again after the background died', async ({ chromium, desk, tab }) => {
  await expect.poll(async () => Object.keys(await desk.registered())).toHaveLength(2);
  await tab.goto('https://granted.test/');
  await desk.say({ type: 'watch', tabId: await desk.tabId() });
  await expect.poll(() => desk.site()).toMatchObject({ capture: 'capturing' });
  const { targetInfos } = await chromium.cdp.send('Target.getTargets');
  const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && url.includes(chromium.extensionId));
  await chromium.cdp.send('Target.closeTarget', { targetId: worker?.targetId ?? '' });
  const again = await openDesk(chromium);
  await again.say({ type: 'watch', tabId: await again.tabId() });
  await expect.poll(() => again.site()).toMatchObject({ capture: 'capturing' });
});
