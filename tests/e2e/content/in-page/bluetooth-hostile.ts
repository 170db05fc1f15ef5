import { LAMA, WIFI } from '../../../lab/bluetooth/uuids.ts';
import { BLUETOOTH_INTERFACES } from './bluetooth-interfaces.ts';

export interface Attack {
  /** Code of the page's that ran: its getters, its methods in place of the browser's. */
  called: string[];
  /** What the page wrote and read, in hex. */
  values: string[];
}

declare global {
  var attackBluetooth: (floods: number) => Promise<Attack>;
}

/** What a careless reader would ask the page's prototype for. */
const TRAPS = ['then', 'get', 'value', 'apply', 'capture', 'once', 'filters', 'services', 'channel', 'op', 'ms'];
const FORGED = 2000;

type Members = Record<string, unknown>;
const prototypeOf = (name: string): object =>
  (globalThis as unknown as Record<string, { prototype: object }>)[name]!.prototype;
const membersOf = (name: string): Members => Object.getOwnPropertyDescriptors(prototypeOf(name));

/** Uses devices by what it kept of the browser, after it has spoilt whatever there was. */
globalThis.attackBluetooth = async (floods) => {
  const called: string[] = [];
  const values: string[] = [];
  const { apply, ownKeys } = Reflect;
  // The page's own descriptors must not inherit its traps.
  const define = (of: object, key: string, descriptor: object): unknown =>
    Reflect.defineProperty(of, key, Object.assign(Object.create(null) as object, descriptor));
  const own = Object.fromEntries(BLUETOOTH_INTERFACES.map((name) => [name, membersOf(name)]));
  type Method = (...args: unknown[]) => Promise<never>;
  const kept = (name: string, key: string, self: unknown, ...args: unknown[]): Promise<never> =>
    apply((own[name]?.[key] as { value: Method }).value, self, args);
  const gattOf = (device: object): unknown =>
    apply((own['BluetoothDevice']?.['gatt'] as { get: () => unknown }).get, device, []);
  const note = (view: ArrayBufferView): void => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    values[values.length] = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  const telling = (name: string, value: unknown): PropertyDescriptor => ({
    configurable: true,
    enumerable: true,
    get: () => {
      called[called.length] = name;
      return value;
    },
    set: () => void (called[called.length] = `${name} =`),
  });
  const throwing = (name: string) =>
    function (): never {
      called[called.length] = name;
      throw new Error(`stolen: ${name}`);
    };

  const options = Object.defineProperties(
    {},
    {
      filters: telling('options.filters', [{ services: [LAMA.service] }]),
      optionalServices: telling('options.optionalServices', [WIFI.service]),
    },
  );
  const device = await navigator.bluetooth.requestDevice(options as RequestDeviceOptions);

  for (const name of BLUETOOTH_INTERFACES)
    for (const key of ownKeys(prototypeOf(name)) as string[]) {
      const before = own[name]?.[key] as PropertyDescriptor | undefined;
      if (before?.configurable !== true || key === 'constructor') continue;
      if (typeof before.value === 'function') define(prototypeOf(name), key, { value: throwing(`${name}.${key}`) });
      else if (before.get) define(prototypeOf(name), key, { get: throwing(`get ${name}.${key}`) });
    }
  define(navigator, 'bluetooth', { configurable: true, get: throwing('navigator.bluetooth') });
  for (const trap of TRAPS) define(Object.prototype, trap, telling(`Object.prototype.${trap}`, undefined));

  const server = await kept('BluetoothRemoteGATTServer', 'connect', gattOf(device));
  const service = await kept('BluetoothRemoteGATTServer', 'getPrimaryService', server, LAMA.service);
  const find = (uuid: string): Promise<EventTarget> =>
    kept('BluetoothRemoteGATTService', 'getCharacteristic', service, uuid);
  const read = async (of: unknown): Promise<void> =>
    note(await kept('BluetoothRemoteGATTCharacteristic', 'readValue', of));
  const info = await find(LAMA.deviceInfo);
  const rx = await find(LAMA.messageRx);

  for (const key of ['value', 'uuid', 'service'])
    define(info, key, { configurable: true, get: throwing(`info.${key}`) });
  for (let at = 0; at < FORGED; at += 1) info.dispatchEvent(new Event('characteristicvaluechanged'));
  await read(info);

  class Liar extends Uint8Array {
    override get byteLength(): number {
      called[called.length] = 'byteLength of a value';
      return 1;
    }
  }
  const lie = new Liar([2, 104, 105]);
  await kept('BluetoothRemoteGATTCharacteristic', 'writeValueWithResponse', rx, lie);
  values[values.length] = '026869';
  for (let at = 0; at < floods; at += 1) {
    const bytes = Uint8Array.of(3, at >> 8, at & 255);
    await kept('BluetoothRemoteGATTCharacteristic', 'writeValueWithoutResponse', rx, bytes);
    note(bytes);
  }
  void kept('BluetoothRemoteGATTServer', 'disconnect', server);
  for (const trap of TRAPS) delete (Object.prototype as unknown as Members)[trap];
  return { called, values };
};
