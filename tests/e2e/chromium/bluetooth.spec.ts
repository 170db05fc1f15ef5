import { expect, test as base } from '../test.ts';
import { emulatePeripheral, type EmulatedPeripheral } from '../../lab/bluetooth/emulate.ts';
import { onePeripheral } from '../../lab/bluetooth/one-peripheral.ts';
import type { Engine } from '../engine.ts';
import type { ChromiumEngine } from './engine.ts';

const PASSWORD = 'correct horse battery staple';
const NETWORK = 'lab network';

/** What the lab page does with its device, in order. */
const STORY = [
  'in gatt.configuration',
  'in lama.handshake',
  'out lama.handshake',
  'in lama.device-info',
  'out lama.text',
  'in lama.text',
  'out lama.pairing-request',
  'in lama.pairing-response',
  'out lama.heartbeat',
  'in lama.heartbeat',
  'out lama.close',
  'in wifi.device-info',
  'out wifi.ssid',
  'out wifi.password',
  'out wifi.control',
  'in wifi.status',
  'in device.instance-id',
  'in device.did',
  'out device.command',
  'in device.notice',
  'in device.name',
];

const test = base.extend<{ device: EmulatedPeripheral }>({
  device: async ({ engine, panel }, use) => {
    await panel.views();
    const { cdp, context } = (engine as ChromiumEngine).chromium;
    const [page] = context.pages();
    if (!page) throw new Error('no page to give a device to');
    const device = await emulatePeripheral(cdp, page, onePeripheral());
    await use(device);
    await device.close();
  },
});

/** A device is given to whoever just pressed something: what Playwright runs in a page counts as that most of the time only. */
async function session(engine: Engine): Promise<void> {
  const [page] = (engine as ChromiumEngine).chromium.context.pages();
  await page?.mouse.click(5, 5);
  await engine.ask('meetPeripheral');
  await engine.ask('speakLama', 'hello device');
  await engine.ask('provisionWifi', NETWORK, PASSWORD);
  await engine.ask('discoverDevice');
}

test('a session with a ONE peripheral is shown decoded, and its Wi-Fi password nowhere', async ({
  panel,
  engine,
  device: _,
}) => {
  await session(engine);
  await expect.poll(async () => (await panel.frames()).map(({ dir, name }) => `${dir} ${name}`)).toEqual(STORY);
  const frames = await panel.frames();
  expect(new Set(frames.map(({ conn }) => conn))).toEqual(new Set(['ble1']));
  const text = frames.find(({ dir, name }) => dir === 'in' && name === 'lama.text');
  expect(await panel.detailOf(text!)).toContain('echo: hello device');
  const password = frames.find(({ name }) => name === 'wifi.password');
  const detail = await panel.detailOf(password!);
  expect(detail).toContain('the password of the network');
  expect(detail).not.toContain(PASSWORD);
});
