import { HEART_RATE, LAMA, WIFI } from '../../../lab/bluetooth/uuids.ts';

export type Characteristic = BluetoothRemoteGATTCharacteristic;

let device: BluetoothDevice | undefined;

/** The one device, asked for once: a gesture of the user lasts for a few seconds only. */
export async function theDevice(): Promise<BluetoothDevice> {
  device ??= await navigator.bluetooth.requestDevice({
    filters: [{ services: [LAMA.service] }],
    optionalServices: [WIFI.service, HEART_RATE.service],
  });
  return device;
}

export async function theServer(): Promise<BluetoothRemoteGATTServer> {
  const { gatt } = await theDevice();
  if (!gatt) throw new Error('a device without GATT');
  return gatt.connect();
}

export async function characteristic(service: string, uuid: string): Promise<Characteristic> {
  const server = await theServer();
  return (await server.getPrimaryService(service)).getCharacteristic(uuid);
}

/** How a promise ends, by type, name and text. */
export async function outcome(promise: unknown): Promise<unknown> {
  if (!(promise instanceof Promise)) return `no promise: ${typeof promise}`;
  try {
    return ['fulfilled', shapeOf(await promise)];
  } catch (error) {
    const { name, message, constructor } = error as Error;
    return ['rejected', constructor.name, name, message];
  }
}

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (value instanceof DataView) return `DataView ${value.byteLength}`;
  return Object.prototype.toString.call(value);
}

/** Calls without a receiver of the right kind, or without what they need. */
export const wrongly = (method: (...args: never[]) => unknown, self: unknown, ...args: unknown[]): unknown =>
  Reflect.apply(method as (...all: unknown[]) => unknown, self, args);
