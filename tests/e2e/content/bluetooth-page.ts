import { chromium, type Browser, type CDPSession, type Page } from 'playwright';
import { emulatePeripheral, type EmulatedPeripheral } from '../../lab/bluetooth/emulate.ts';
import { onePeripheral, type OnePeripheral } from '../../lab/bluetooth/one-peripheral.ts';
import { bundle } from './bundle.ts';
import { inject, test as base } from './fixtures.ts';

interface WorkerFixtures {
  bluetoothBrowser: Browser;
  bluetoothScripts: { bluetooth: string; central: string };
}

interface Fixtures {
  /** A page with the hook, a device in its chooser, and `central` as the page's own code. */
  near: NearDevice;
  /** The same without the hook. */
  nearBare: NearDevice;
}

export interface NearDevice {
  page: Page;
  model: OnePeripheral;
  device: EmulatedPeripheral;
}

/** Emulation is the whole browser's: one device, one page at a time. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  bluetoothBrowser: [
    async ({}, use) => {
      const browser = await chromium.launch({
        executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
        args: ['--disable-gpu', '--enable-features=WebBluetooth'],
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  bluetoothScripts: [
    async ({}, use) => {
      await use({
        bluetooth: await bundle('src/content/bluetooth.iife.ts'),
        central: await bundle('tests/e2e/content/in-page/central.ts'),
      });
    },
    { scope: 'worker' },
  ],
  near: async ({ bluetoothBrowser, bluetoothScripts, scripts, server }, use) => {
    const { collector, hook, pageApi } = scripts;
    const { bluetooth, central } = bluetoothScripts;
    const close = await nearDevice(bluetoothBrowser, server.http, [central, collector, hook, pageApi, bluetooth], use);
    await close();
  },
  nearBare: async ({ bluetoothBrowser, bluetoothScripts, server }, use) => {
    const close = await nearDevice(bluetoothBrowser, server.http, [bluetoothScripts.central], use);
    await close();
  },
});

async function nearDevice(
  browser: Browser,
  url: string,
  scripts: string[],
  use: (near: NearDevice) => Promise<void>,
): Promise<() => Promise<void>> {
  const page = await browser.newPage();
  await inject(page, scripts);
  await page.goto(url);
  const cdp: CDPSession = await browser.newBrowserCDPSession();
  const model = onePeripheral();
  const device = await emulatePeripheral(cdp, page, model);
  // A gesture that the browser itself knows of; one that a script of the driver claims reaches it late, on a busy machine too late.
  await page.mouse.click(5, 5);
  await use({ page, model, device });
  return async () => {
    await device.close();
    await cdp.detach();
    await page.context().close();
  };
}

export { expect, recorded } from './fixtures.ts';
