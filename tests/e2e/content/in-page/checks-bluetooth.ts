import { CONFIGURATION, HEART_RATE, LAMA, WIFI } from '../../../lab/bluetooth/uuids.ts';
import { BLUETOOTH_INTERFACES } from './bluetooth-interfaces.ts';
import { characteristic, outcome, theDevice, theServer, wrongly } from './bluetooth-device.ts';
import { describeFunction, describeProperties, thrown, type Checks } from './probes.ts';

const interfaceOf = (name: string): { prototype: Record<string, (...args: never[]) => unknown> } =>
  (globalThis as unknown as Record<string, { prototype: Record<string, (...args: never[]) => unknown> }>)[name]!;

const methodsOf = (name: string): string[] =>
  Object.entries(Object.getOwnPropertyDescriptors(interfaceOf(name).prototype)).flatMap(([key, { value }]) =>
    typeof value === 'function' && key !== 'constructor' ? [key] : [],
  );

export const bluetoothChecks: Checks = {
  ...Object.fromEntries(
    BLUETOOTH_INTERFACES.map((name) => [`members of ${name}`, () => describeProperties(interfaceOf(name).prototype)]),
  ),
  'methods on a wrong receiver': () =>
    Promise.all(
      BLUETOOTH_INTERFACES.flatMap((name) =>
        methodsOf(name).map(async (key) => {
          const method = interfaceOf(name).prototype[key]!;
          if (key === 'disconnect' || key === 'forget') return key;
          return [name, key, await outcome(wrongly(method, {})), await outcome(wrongly(method, undefined))];
        }),
      ),
    ),
  'the interfaces': () =>
    BLUETOOTH_INTERFACES.map((name) => {
      const of = interfaceOf(name) as unknown as new () => object;
      return [
        name,
        describeFunction(of),
        thrown(() => new of()),
        thrown(() => new (class extends of {})()),
        { ...Object.getOwnPropertyDescriptor(globalThis, name), value: undefined },
      ];
    }),
  'objects are of their interfaces': async () => {
    const device = await theDevice();
    const found = await characteristic(LAMA.service, LAMA.deviceInfo);
    return [navigator.bluetooth, device, device.gatt, found.service, found].map((object) => [
      Object.prototype.toString.call(object),
      BLUETOOTH_INTERFACES.filter((name) => object instanceof (interfaceOf(name) as unknown as new () => object)),
      object instanceof EventTarget,
    ]);
  },
  'options that are no options': async () =>
    Promise.all(
      [undefined, {}, { filters: [] }, { acceptAllDevices: true, filters: [{ services: [LAMA.service] }] }].map(
        (options) => outcome(wrongly(navigator.bluetooth.requestDevice, navigator.bluetooth, options)),
      ),
    ),
  'the device': async () => {
    const device = await theDevice();
    return [
      device.name,
      device instanceof BluetoothDeviceOf(),
      Reflect.ownKeys(device),
      device === (await theDevice()),
    ];
  },
  connecting: async () => {
    const { gatt } = await theDevice();
    const server = await theServer();
    return [server === gatt, server.connected, Reflect.ownKeys(server), (await server.connect()) === gatt];
  },
  'the promises are plain ones': async () => {
    const server = await theServer();
    const promise = server.getPrimaryService(LAMA.service);
    const seen = [
      Object.getPrototypeOf(promise) === Promise.prototype,
      Reflect.ownKeys(promise),
      promise.constructor === Promise,
    ];
    await promise;
    return [...seen, Reflect.ownKeys(await promise)];
  },
  'the same objects every time': async () => {
    const server = await theServer();
    const [one, two] = [await server.getPrimaryService(LAMA.service), await server.getPrimaryService(LAMA.service)];
    return [
      one === two,
      (await one.getCharacteristic(LAMA.messageTx)) === (await two.getCharacteristic(LAMA.messageTx)),
    ];
  },
  'services and characteristics': async () => {
    const server = await theServer();
    const service = await server.getPrimaryService(LAMA.service);
    return [
      (await server.getPrimaryServices()).map(({ uuid }) => uuid).sort(),
      (await service.getCharacteristics()).map(({ uuid }) => uuid).sort(),
      await outcome(server.getPrimaryServices(HEART_RATE.service)),
    ];
  },
  'what is not there, or not allowed': async () => {
    const server = await theServer();
    const service = await server.getPrimaryService(LAMA.service);
    return Promise.all([
      outcome(server.getPrimaryService('0000180f-0000-1000-8000-00805f9b34fb')),
      outcome(server.getPrimaryService('nonsense')),
      outcome(server.getPrimaryService('4fafc202-1fb5-459e-8fcc-c5c9c331914b')),
      outcome(wrongly(server.getPrimaryService, server)),
      outcome(service.getCharacteristic(WIFI.control)),
      outcome(wrongly(service.getCharacteristic, service)),
      outcome(wrongly(service.getCharacteristic, service, { toString: () => LAMA.messageTx })),
    ]);
  },
  'reading, and what is given': async () => {
    const info = await characteristic(LAMA.service, LAMA.deviceInfo);
    const value = await info.readValue();
    return [new TextDecoder().decode(value), info.value === value, Reflect.ownKeys(value), Object.isExtensible(value)];
  },
  'writing rightly': async () => {
    const rx = await characteristic(LAMA.service, LAMA.messageRx);
    const bytes = Uint8Array.of(9, 2, 3);
    return [
      await outcome(rx.writeValue(bytes)),
      await outcome(rx.writeValueWithResponse(bytes.buffer)),
      await outcome(rx.writeValueWithoutResponse(new DataView(bytes.buffer, 1))),
    ];
  },
  'writing wrongly': async () => {
    const rx = await characteristic(LAMA.service, LAMA.messageRx);
    const control = await characteristic(WIFI.service, WIFI.control);
    const tx = await characteristic(LAMA.service, LAMA.messageTx);
    return [
      await outcome(wrongly(rx.writeValueWithResponse, rx)),
      await outcome(wrongly(rx.writeValueWithResponse, rx, 'text')),
      await outcome(rx.writeValueWithResponse(new Uint8Array(513))),
      await outcome(control.writeValueWithResponse(new TextEncoder().encode('NONSENSE'))),
      await outcome(tx.writeValueWithResponse(Uint8Array.of(1))),
      await outcome(rx.readValue()),
    ];
  },
  subscriptions: async () => {
    const tx = await characteristic(LAMA.service, LAMA.messageTx);
    const rx = await characteristic(LAMA.service, LAMA.messageRx);
    const seen = [(await tx.startNotifications()) === tx, await outcome(rx.startNotifications())];
    const descriptor = await tx.getDescriptor(CONFIGURATION);
    return [
      ...seen,
      await outcome(descriptor.readValue()),
      await outcome(descriptor.writeValue(Uint8Array.of(1, 0))),
      await outcome(tx.getDescriptors()),
      await outcome(tx.getDescriptor('nonsense')),
      (await tx.stopNotifications()) === tx,
    ];
  },
  'a device of others': async () => {
    const measurement = await characteristic(HEART_RATE.service, HEART_RATE.measurement);
    return [
      await outcome(measurement.readValue()),
      await outcome(measurement.writeValueWithResponse(Uint8Array.of(1))),
    ];
  },
};

const BluetoothDeviceOf = (): new () => BluetoothDevice =>
  (globalThis as unknown as { BluetoothDevice: new () => BluetoothDevice }).BluetoothDevice;
