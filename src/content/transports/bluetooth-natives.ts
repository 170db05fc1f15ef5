import { getter } from '../../core/trace/captured.ts';

interface Interfaces {
  Bluetooth: { prototype: Bluetooth };
  BluetoothDevice: { prototype: BluetoothDevice };
  BluetoothRemoteGATTServer: { prototype: BluetoothRemoteGATTServer };
  BluetoothRemoteGATTService: { prototype: BluetoothRemoteGATTService };
  BluetoothRemoteGATTCharacteristic: { prototype: BluetoothRemoteGATTCharacteristic };
  BluetoothRemoteGATTDescriptor: { prototype: BluetoothRemoteGATTDescriptor };
}

export type Prototypes = NonNullable<ReturnType<typeof prototypes>>;

/** undefined where the page is no secure context, or the browser has no Web Bluetooth. */
export function prototypes() {
  const all = globalThis as unknown as Partial<Interfaces>;
  const { Bluetooth: api, BluetoothDevice: device, BluetoothRemoteGATTServer: server } = all;
  const { BluetoothRemoteGATTService: service, BluetoothRemoteGATTCharacteristic: characteristic } = all;
  const { BluetoothRemoteGATTDescriptor: descriptor } = all;
  if (!api || !device || !server || !service || !characteristic || !descriptor) return undefined;
  return {
    api: api.prototype,
    device: device.prototype,
    server: server.prototype,
    service: service.prototype,
    characteristic: characteristic.prototype,
    descriptor: descriptor.prototype,
  };
}

export type BluetoothNatives = ReturnType<typeof bluetoothNatives>;

/** What is asked of the page's objects: the browser's own accessors, whatever the page puts in their place later. */
export function bluetoothNatives({ device, server, service, characteristic, descriptor }: Prototypes) {
  const { getService, getCharacteristic, getDescriptor } = BluetoothUUID;
  return {
    nameOf: getter(device, 'name'),
    serverOf: getter(device, 'gatt'),
    deviceOf: getter(server, 'device'),
    isConnected: getter(server, 'connected'),
    deviceOfService: getter(service, 'device'),
    serviceUuid: getter(service, 'uuid'),
    serviceOf: getter(characteristic, 'service'),
    characteristicUuid: getter(characteristic, 'uuid'),
    valueOf: getter(characteristic, 'value'),
    characteristicOf: getter(descriptor, 'characteristic'),
    descriptorUuid: getter(descriptor, 'uuid'),
    /** Whether the page acts for its user now: without that no device may be asked for. */
    isUserActive: getter(UserActivation.prototype, 'isActive'),
    activation: navigator.userActivation,
    number: { service: getService, characteristic: getCharacteristic, descriptor: getDescriptor },
  };
}

export type Attribute = keyof BluetoothNatives['number'];

/** The full number that a page means by a name or a number; undefined for what the browser refuses, or would run the page's code to read. */
export function numberOf(natives: BluetoothNatives, what: Attribute, name: unknown): string | undefined {
  if (typeof name !== 'string' && typeof name !== 'number') return undefined;
  try {
    return natives.number[what](name);
  } catch {
    return undefined;
  }
}
