import { expect, test as base } from '@playwright/test';
import { captureInput, exported } from '../../core/report/exporters/export-input.ts';
import { extensionDir } from '../extension-dir.ts';
import { openDevTools, type DevTools } from './devtools.ts';
import { launchChromium } from './launch.ts';

interface Imported {
  url: string;
  frames: { type: string; opCode: number; text: string }[];
}

const test = base.extend<{ devtools: DevTools }>({
  devtools: async ({}, use) => {
    const browser = await launchChromium({
      extension: extensionDir('chrome'),
      look: { theme: 'light', dock: 'undocked' },
      headless: true,
    });
    const page = await browser.context.newPage();
    const devtools = await openDevTools(browser, page);
    await use(devtools);
    await devtools.close();
    await browser.close();
  },
});

/** The import of the Network panel itself, over its own modules. As text: their `import` is not for a bundler's eyes. */
const importHar = (text: string): string => `(async () => {
  const network = await import('devtools://devtools/bundled/panels/network/network.js');
  const logs = await import('devtools://devtools/bundled/models/logs/logs.js');
  const ui = await import('devtools://devtools/bundled/ui/legacy/legacy.js');
  await ui.ViewManager.ViewManager.instance().showView('network');
  const panel = network.NetworkPanel.NetworkPanel.instance();
  await panel.networkLogView.onLoadFromFile(new File([${JSON.stringify(text)}], 'export.har'));
  const requests = logs.NetworkLog.NetworkLog.instance().requests();
  return requests.map((request) => ({
    url: request.url(),
    frames: request.frames().map(({ type, opCode, text }) => ({ type, opCode, text })),
  }));
})()`;

for (const level of ['none', 'shapes'] as const) {
  test(`Chromium's Network panel opens a HAR at ${level}, every socket with its messages`, async ({ devtools }) => {
    const har = await exported('har', await captureInput('keepalive-timeout', level));
    const imported = await devtools.window.evaluate<Imported[]>(importHar(har));
    const { entries } = (
      JSON.parse(har) as {
        log: {
          entries: { request: { url: string }; _webSocketMessages: { type: string; opcode: number; data: string }[] }[];
        };
      }
    ).log;
    expect(imported).toEqual(
      entries.map(({ request, _webSocketMessages }) => ({
        url: request.url,
        frames: _webSocketMessages.map(({ type, opcode, data }) => ({ type, opCode: opcode, text: data })),
      })),
    );
  });
}
