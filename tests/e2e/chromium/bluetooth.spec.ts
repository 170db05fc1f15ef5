import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { leaksIn, secretText } from '../../core/redact/leaks.ts';
import { receivedFile } from '../received-file.ts';
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

test('the views tell the life of the session, its figures and what went wrong in it', async ({
  panel,
  engine,
  device,
}) => {
  await session(engine);
  await engine.ask('failToWrite');
  await expect.poll(async () => (await panel.frames()).length).toBe(STORY.length + 1);
  await device.vanish();
  await engine.ask('peripheralGone');
  await panel.showView('Connections');
  for (const words of ['device LAMA_a1b2c3', 'ble1', 'pairing · Bluetooth', 'Failed'])
    await expect.poll(() => panel.viewShown()).toContain(words);
  await panel.showView('Stats');
  await expect.poll(() => panel.viewShown()).toContain('Bluetooth');
  await panel.showView('Findings');
  for (const code of ['gatt.operation-failed', 'peer.disappeared'])
    await expect.poll(() => panel.viewShown()).toContain(code);
});

for (const level of ['Shapes only', 'Known fields'])
  test(`the password is in no form in a file exported from the panel: ${level}`, async ({
    panel,
    engine,
    device: _,
  }) => {
    await session(engine);
    await expect.poll(async () => (await panel.frames()).length).toBe(STORY.length);
    expect(leaksIn(await panel.everythingShown(), [secretText('password', PASSWORD)])).toEqual([]);
    await panel.press('button', 'Export…');
    await panel.press('radio', level);
    await panel.press('radio', 'Nothing');
    const path = await receivedFile(engine.downloads, () => panel.press('button', 'Export unsealed'));
    const file = gunzipSync(await readFile(path)).toString('latin1');
    expect(file).toContain('wifi.password');
    expect(leaksIn(file, [secretText('password', PASSWORD), secretText('network', NETWORK)])).toEqual([]);
  });
