import { bluetoothCentral, type BluetoothCentral } from '../page/bluetooth-central.ts';
import type { TraceHeader, TraceRecord } from '../recording/trace-record.ts';
import { now } from '../truth/now.ts';
import { nodeBluetooth, type Air, type NodeBluetooth } from './node-bluetooth.ts';
import { onePeripheral, type PeripheralSecrets } from './one-peripheral.ts';

/** A session over GATT: the page is the only side that leaves a recording. */
export interface GattScenario {
  readonly name: string;
  /** What happens, in one sentence. */
  readonly story: string;
  readonly healthy: boolean;
  readonly expectedFindings?: readonly string[];
  readonly air?: Air;
  readonly device?: PeripheralSecrets;
  /** What the page does with the device; what it is refused is no failure of the scenario's. */
  play(central: BluetoothCentral, near: NodeBluetooth): Promise<unknown>;
}

const WIFI = ['lab network', 'correct horse battery staple'] as const;

/** Runs in Node. @returns the lines of a .onetrace file, header first */
export async function runGattScenario({ air, device, play }: GattScenario): Promise<string[]> {
  const near = nodeBluetooth(onePeripheral(device), air);
  const created = new Date().toISOString();
  const header: TraceHeader = { format: 'one-trace', version: 1, created, generator: 'ONE lab', redaction: 'none' };
  const page = { page: 'p1', t: now(), url: 'http://127.0.0.1/ble', title: 'ble', realm: 'window' } as const;
  await play(
    bluetoothCentral(() => near.bluetooth),
    near,
  ).catch((error: unknown) => {
    if (!(error instanceof DOMException)) throw error;
  });
  const records: TraceRecord[] = [{ kind: 'page', ...page }, ...near.records];
  return [header, ...records].map((line) => JSON.stringify(line));
}

export const gattScenarios: readonly GattScenario[] = [
  {
    name: 'ble-session',
    story: 'The page says hello, is paired, talks, gives the device a network, asks who it is, and leaves.',
    healthy: true,
    async play(central) {
      await central.meetPeripheral();
      await central.speakLama('hello device');
      await central.provisionWifi(...WIFI);
      await central.discoverDevice();
      await central.leavePeripheral();
    },
  },
  {
    name: 'ble-wifi',
    story: 'The page gives the device name and password of a network, and the device joins it.',
    healthy: true,
    device: { password: WIFI[1] },
    async play(central) {
      await central.meetPeripheral();
      await central.provisionWifi(...WIFI);
      await central.leavePeripheral();
    },
  },
  {
    name: 'ble-wrong-pin',
    story: 'The page asks to be paired with another PIN than the device shows.',
    healthy: false,
    expectedFindings: ['pairing.refused'],
    device: { pin: '314159' },
    async play(central) {
      await central.meetPeripheral();
      await central.speakLama('hello device');
      await central.leavePeripheral();
    },
  },
  {
    name: 'ble-wrong-wifi-password',
    story: 'The page gives the device the wrong password of a network.',
    healthy: false,
    expectedFindings: ['gatt.wifi-not-joined'],
    device: { password: 'another' },
    async play(central) {
      await central.meetPeripheral();
      await central.provisionWifi(...WIFI);
      await central.leavePeripheral();
    },
  },
  {
    name: 'ble-refused-write',
    story: 'The device refuses what the page writes, and the page goes on.',
    healthy: false,
    expectedFindings: ['gatt.operation-failed'],
    async play(central) {
      await central.meetPeripheral();
      await central.failToWrite();
      await central.leavePeripheral();
    },
  },
  {
    name: 'ble-vanishes',
    story: 'The device goes away in the middle of the provisioning.',
    healthy: false,
    expectedFindings: ['peer.disappeared', 'gatt.operation-failed'],
    async play(central, near) {
      await central.meetPeripheral();
      near.vanishAfter(2);
      await central.provisionWifi(...WIFI);
    },
  },
  {
    name: 'ble-unreachable',
    story: 'The device was chosen and cannot be connected to.',
    healthy: false,
    expectedFindings: ['comm.unreachable'],
    air: { device: 'far' },
    play: (central) => central.meetPeripheral(),
  },
  {
    name: 'ble-no-device',
    story: 'The chooser is closed without a device.',
    healthy: false,
    expectedFindings: ['bluetooth.no-device'],
    air: { device: 'none' },
    play: (central) => central.meetPeripheral(),
  },
  {
    name: 'ble-no-gesture',
    story: 'The page asks for a device though nobody has pressed anything.',
    healthy: false,
    expectedFindings: ['comm.blocked'],
    air: { device: 'blocked' },
    play: (central) => central.meetPeripheral(),
  },
];
