import { bluetoothCentral, type BluetoothCentral } from '../../../lab/page/bluetooth-central.ts';

declare global {
  var central: BluetoothCentral;
  /** The browser's own method, kept before anything of ours came: a value that it reads is news to the hook, like a notification. */
  var nativeRead: BluetoothRemoteGATTCharacteristic['readValue'] | undefined;
}

Object.defineProperty(globalThis, 'central', { value: bluetoothCentral(), enumerable: false });
const kept = (globalThis as { BluetoothRemoteGATTCharacteristic?: { prototype: BluetoothRemoteGATTCharacteristic } })
  .BluetoothRemoteGATTCharacteristic?.prototype.readValue;
Object.defineProperty(globalThis, 'nativeRead', { value: kept, enumerable: false });
