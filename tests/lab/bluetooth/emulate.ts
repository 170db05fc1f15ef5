import type { CDPSession, Page } from 'playwright';
import type { CharacteristicModel, PeripheralModel } from './peripheral.ts';
import { CONFIGURATION } from './uuids.ts';

const NO_ERROR = 0;
/** GATT "read not permitted" and "write not permitted". */
const NOT_READABLE = 0x02;
const NOT_WRITABLE = 0x03;

export interface EmulatedPeripheral {
  /** The device goes away without a word. */
  vanish(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Gives Chromium a device, by the emulation of its own developer tools: the browser must have been started with `--enable-features=WebBluetooth`.
 * The page's chooser picks it. Emulation belongs to the session of the browser, the chooser to that of the page.
 */
export async function emulatePeripheral(
  browser: CDPSession,
  page: Page,
  model: PeripheralModel,
): Promise<EmulatedPeripheral> {
  const { address, name } = model;
  const chooser = await page.context().newCDPSession(page);
  const characteristics = new Map<string, CharacteristicModel>();
  const descriptors = new Map<string, Uint8Array>();
  let isBuilt = false;

  async function build(): Promise<void> {
    if (isBuilt) return;
    isBuilt = true;
    for (const service of model.services) {
      const { serviceId } = await browser.send('BluetoothEmulation.addService', { address, serviceUuid: service.uuid });
      for (const characteristic of service.characteristics) {
        const { uuid: characteristicUuid, properties } = characteristic;
        const of = { serviceId, characteristicUuid, properties };
        const { characteristicId } = await browser.send('BluetoothEmulation.addCharacteristic', of);
        characteristics.set(characteristicId, characteristic);
        if (properties.notify !== true) continue;
        // Without this descriptor nobody may subscribe.
        const descriptor = { characteristicId, descriptorUuid: CONFIGURATION };
        const { descriptorId } = await browser.send('BluetoothEmulation.addDescriptor', descriptor);
        descriptors.set(descriptorId, Uint8Array.of(0, 0));
      }
    }
  }

  await browser.send('BluetoothEmulation.enable', { state: 'powered-on', leSupported: true });
  await browser.send('BluetoothEmulation.simulatePreconnectedPeripheral', {
    address,
    name,
    manufacturerData: [],
    knownServiceUuids: [...model.advertised],
  });
  const emulated: EmulatedPeripheral = {
    vanish: () => browser.send('BluetoothEmulation.simulateGATTDisconnection', { address }).then(() => undefined),
    async close() {
      await chooser.detach().catch(() => undefined);
      await browser.send('BluetoothEmulation.disable').catch(() => undefined);
    },
  };

  browser.on('BluetoothEmulation.gattOperationReceived', ({ type }) => {
    const answer = (): Promise<unknown> =>
      browser.send('BluetoothEmulation.simulateGATTOperationResponse', { address, type, code: NO_ERROR });
    void (type === 'discovery' ? build().then(answer) : answer()).catch(ignoreGone);
  });
  browser.on('BluetoothEmulation.characteristicOperationReceived', ({ characteristicId, type, data }) => {
    const { code, value } = answerOf(characteristics.get(characteristicId), type, data);
    const answer = { characteristicId, type, code, ...(value === undefined ? {} : { data: base64(value) }) };
    void browser.send('BluetoothEmulation.simulateCharacteristicOperationResponse', answer).catch(ignoreGone);
  });
  browser.on('BluetoothEmulation.descriptorOperationReceived', ({ descriptorId, type, data }) => {
    if (type === 'write') descriptors.set(descriptorId, fromBase64(data));
    const value = type === 'read' ? { data: base64(descriptors.get(descriptorId) ?? new Uint8Array(0)) } : {};
    const answer = { descriptorId, type, code: NO_ERROR, ...value };
    void browser.send('BluetoothEmulation.simulateDescriptorOperationResponse', answer).catch(ignoreGone);
  });

  await chooser.send('DeviceAccess.enable');
  const answered = new Set<string>();
  chooser.on('DeviceAccess.deviceRequestPrompted', ({ id, devices }) => {
    const device = devices.find((one) => one.id === address);
    // It comes again when the list of devices grows; a second answer would crash the browser.
    if (device === undefined || answered.has(id)) return;
    answered.add(id);
    void chooser.send('DeviceAccess.selectPrompt', { id, deviceId: device.id }).catch(ignoreGone);
  });
  return emulated;
}

type Operation = 'read' | 'write' | 'subscribe-to-notifications' | 'unsubscribe-from-notifications';

function answerOf(
  model: CharacteristicModel | undefined,
  type: Operation,
  data: string | undefined,
): { code: number; value?: Uint8Array } {
  if (type === 'write') return { code: model?.write?.(fromBase64(data)) ?? NOT_WRITABLE };
  if (type !== 'read') return { code: NO_ERROR };
  const value = model?.read?.() ?? NOT_READABLE;
  return typeof value === 'number' ? { code: value } : { code: NO_ERROR, value };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const fromBase64 = (text: string | undefined): Uint8Array => Uint8Array.from(Buffer.from(text ?? '', 'base64'));

/** A page or a browser may end while the device still answers. */
const ignoreGone = (): void => undefined;
