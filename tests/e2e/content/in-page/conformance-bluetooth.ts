import { bluetoothOrderChecks } from './checks-bluetooth-order.ts';
import { bluetoothChecks } from './checks-bluetooth.ts';
import { runChecks } from './run-checks.ts';

declare global {
  var runBluetoothConformance: () => Promise<Record<string, unknown>>;
}

globalThis.runBluetoothConformance = () => runChecks({ ...bluetoothChecks, ...bluetoothOrderChecks }, '');
