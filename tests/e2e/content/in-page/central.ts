import { LAMA } from '../../../lab/bluetooth/uuids.ts';
import { bluetoothCentral, type BluetoothCentral } from '../../../lab/page/bluetooth-central.ts';

interface Central extends BluetoothCentral {
  /**
   * Values that the hook knows no read for, as notifications are: read by the browser's own method, kept before anything of ours came. One
   * alone, and one while a read of the page's is under way.
   */
  notifyByOthers(): Promise<void>;
}

declare global {
  var central: Central;
  /** The browser's own method. */
  var nativeRead: BluetoothRemoteGATTCharacteristic['readValue'] | undefined;
}

const kept = (globalThis as { BluetoothRemoteGATTCharacteristic?: { prototype: BluetoothRemoteGATTCharacteristic } })
  .BluetoothRemoteGATTCharacteristic?.prototype.readValue;

async function notifyByOthers(): Promise<void> {
  const device = await navigator.bluetooth.requestDevice({ filters: [{ services: [LAMA.service] }] });
  await device.gatt?.connect();
  const service = await device.gatt?.getPrimaryService(LAMA.service);
  const info = await service?.getCharacteristic(LAMA.deviceInfo);
  if (!info || !kept) throw new Error('no characteristic to be notified by');
  const notify = (): Promise<DataView> => kept.call(info);
  await notify();
  // The device answers in the order in which it is asked.
  await Promise.all([notify(), info.readValue()]);
  device.gatt?.disconnect();
}

const central = { ...bluetoothCentral(), notifyByOthers };
Object.defineProperty(globalThis, 'central', { value: central, enumerable: false });
Object.defineProperty(globalThis, 'nativeRead', { value: kept, enumerable: false });
