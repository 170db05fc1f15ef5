/** The interfaces of Web Bluetooth that a session passes through. */
export const BLUETOOTH_INTERFACES = [
  'Bluetooth',
  'BluetoothDevice',
  'BluetoothRemoteGATTServer',
  'BluetoothRemoteGATTService',
  'BluetoothRemoteGATTCharacteristic',
  'BluetoothRemoteGATTDescriptor',
] as const;
