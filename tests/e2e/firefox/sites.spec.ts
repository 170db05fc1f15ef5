import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test as base } from '@playwright/test';
import type { PanelMessage, PanelNotice } from '../../../src/core/contract/panel.ts';
import { extensionDir } from '../extension-dir.ts';
import { awaitBackground, backgroundState, terminateBackground } from './background.ts';
import { launchFirefox, type Firefox } from './launch.ts';
import type { Plain } from './realms.ts';

declare const WebExtensionPolicy: {
  getByID(id: string): {
    extension: { views: Iterable<{ viewType: string; xulBrowser: { currentURI: { spec: string } } }> };
    mozExtensionHostname: string;
  };
};
declare const browser: {
  scripting: { getRegisteredContentScripts(): Promise<{ id: string; matches: string[]; js: string[] }[]> };
  tabs: {
    query(what: object): Promise<{ id: number; url?: string }[]>;
    create(what: { url: string }): Promise<unknown>;
  };
  runtime: {
    connect(info: { name: string }): {
      postMessage(message: PanelMessage): void;
      onMessage: { addListener(listener: (notice: PanelNotice) => void): void };
    };
  };
};

const PAGE = '<title>T</title><script>window.early = typeof __ONE_TRACE__</script>';

const test = base.extend<{ firefox: Firefox; origin: string }>({
  firefox: async ({}, use) => {
    const look = { dock: 'bottom', theme: 'light' } as const;
    const firefox = await launchFirefox({ extension: extensionDir('firefox'), look });
    await use(firefox);
    await firefox.close();
  },
  origin: async ({}, use) => {
    const server: Server = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end(PAGE),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.closeAllConnections();
    server.close();
  },
});

/** Opens an extension page in the tab, which speaks to the background as the panel does, and asks about a second tab on `origin`. */
async function siteOf(firefox: Firefox, origin: string, ...messages: Exclude<PanelMessage, { type: 'snapshot' }>[]) {
  const root = await firefox.inChrome((id) => WebExtensionPolicy.getByID(id).mozExtensionHostname, firefox.addonId);
  await firefox.navigate(`moz-extension://${root}/src/grant/grant.html`);
  return firefox.inPage(
    async (origin, messages) => {
      const site = `${String(origin)}/`;
      if (!(await browser.tabs.query({})).some(({ url }) => url === site)) await browser.tabs.create({ url: site });
      const notices: PanelNotice[] = [];
      const port = browser.runtime.connect({ name: 'one-trace-panel' });
      port.onMessage.addListener((notice) => void notices.push(notice));
      const states = () => notices.flatMap((notice) => (notice.type === 'site' ? [notice.site] : []));
      const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
      let tab: { id: number } | undefined;
      while (!tab) {
        tab = (await browser.tabs.query({})).find(({ url }) => url === site);
        await pause();
      }
      while (states().at(-1)?.capture !== 'capturing') {
        port.postMessage({ type: 'watch', tabId: tab.id });
        await pause();
      }
      for (const message of messages) {
        const before = states().length;
        port.postMessage(message);
        while (states().length === before) await pause();
      }
      const scripts = await browser.scripting.getRegisteredContentScripts();
      return {
        site: states().at(-1) as unknown as Plain,
        scripts: Object.fromEntries(scripts.map(({ id, matches }) => [id, matches])),
      };
    },
    origin,
    messages,
  );
}

test('the background starts, captures a site and registers scripts by grant and consent', async ({
  firefox,
  origin,
}) => {
  await firefox.navigate(`${origin}/`);
  expect(await firefox.inPage(() => (window as unknown as { early: string }).early)).toBe('object');
  expect(await siteOf(firefox, origin)).toEqual({
    site: {
      origin,
      url: `${origin}/`,
      capture: 'capturing',
      evidence: [],
      isPrivate: false,
      decrypt: false,
      pageApi: false,
      workers: false,
      filtered: false,
      errors: false,
      otherSockets: 0,
      otherBytes: 0,
    },
    scripts: {
      'granted-main': ['http://granted.test/*', 'https://granted.test/*'],
      'granted-isolated': ['http://granted.test/*', 'https://granted.test/*'],
    },
  });
  const allowed = await siteOf(firefox, origin, { type: 'decrypt', origin, on: true });
  expect(allowed).toMatchObject({ site: { decrypt: true }, scripts: { discovery: ['http://127.0.0.1/*'] } });
  const refused = await siteOf(firefox, origin, { type: 'decrypt', origin, on: false });
  expect(refused.scripts).not.toHaveProperty('discovery');
});

test('the background comes back when it is needed', async ({ firefox, origin }) => {
  await awaitBackground(firefox);
  await siteOf(firefox, origin);
  await terminateBackground(firefox);
  expect(await backgroundState(firefox)).toBe('stopped');
  expect(await siteOf(firefox, origin)).toMatchObject({ site: { capture: 'capturing' } });
});
