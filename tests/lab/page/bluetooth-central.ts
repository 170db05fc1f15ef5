import { CONFIGURATION, DISCOVERY, HEART_RATE, LAMA, WIFI } from '../bluetooth/uuids.ts';

/** One operation as the page did it. */
export interface GattTruth {
  readonly op: 'read' | 'write' | 'write-without-response' | 'descriptor-read' | 'descriptor-write';
  readonly channel: string;
  readonly dir: 'in' | 'out';
  readonly hex: string;
}

/** Part of `window.lab`: the page as the central of a ONE peripheral, as PROTOCOL §11.1 describes it. Needs a gesture of the user. */
export interface BluetoothCentral {
  /** Asks for a device with a service of ONE's and connects. */
  meetPeripheral(): Promise<string>;
  /** Handshake, a text and its echo, pairing, heartbeat, goodbye. */
  speakLama(words: string): Promise<void>;
  provisionWifi(ssid: string, password: string): Promise<string>;
  discoverDevice(): Promise<string>;
  /** Reads what is none of ONE's. */
  readHeartRate(): Promise<void>;
  /** The same device, asked for as one of others: another connection. */
  meetHeartRate(): Promise<void>;
  /** Writes what the device refuses; gives the name of the error. */
  failToWrite(): Promise<string>;
  leavePeripheral(): Promise<void>;
  /** Resolves when the device has gone. */
  peripheralGone(): Promise<void>;
  bluetoothTruth(): Promise<readonly GattTruth[]>;
}

const utf8 = new TextEncoder();
const SERVICES = [LAMA.service, WIFI.service, DISCOVERY.service, HEART_RATE.service];

/** @param bluetooth the browser's own, where nothing else is given; asked for late, since not every page has it */
export function bluetoothCentral(bluetooth = (): Bluetooth => navigator.bluetooth): BluetoothCentral {
  const truth: GattTruth[] = [];
  let device: BluetoothDevice | undefined;
  let gone: Promise<void> | undefined;

  const follow = (met: BluetoothDevice): void => {
    gone = new Promise((resolve) => met.addEventListener('gattserverdisconnected', () => resolve(), { once: true }));
  };
  const server = (): BluetoothRemoteGATTServer => {
    if (device?.gatt === undefined) throw new Error('lab.meetPeripheral() comes first');
    return device.gatt;
  };
  const note = (op: GattTruth['op'], channel: string, bytes: Uint8Array): void => {
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    truth.push({ op, channel, dir: op.endsWith('read') ? 'in' : 'out', hex });
  };

  async function open(uuid: string) {
    const service = await server().getPrimaryService(uuid);
    const found = new Map((await service.getCharacteristics()).map((one) => [one.uuid, one]));
    const of = (channel: string): BluetoothRemoteGATTCharacteristic => {
      const one = found.get(channel);
      if (one === undefined) throw new Error(`no characteristic ${channel}`);
      return one;
    };
    return {
      async read(channel: string): Promise<string> {
        const value = bytesOf(await of(channel).readValue());
        note('read', channel, value);
        return new TextDecoder().decode(value);
      },
      async write(channel: string, value: Uint8Array<ArrayBuffer>): Promise<void> {
        note('write', channel, value);
        await of(channel).writeValueWithResponse(value);
      },
      async writeQuickly(channel: string, value: Uint8Array<ArrayBuffer>): Promise<void> {
        note('write-without-response', channel, value);
        await of(channel).writeValueWithoutResponse(value);
      },
      async subscribe(channel: string): Promise<void> {
        await of(channel).startNotifications();
        const descriptor = await of(channel).getDescriptor(CONFIGURATION);
        note('descriptor-read', `${channel}/${CONFIGURATION}`, bytesOf(await descriptor.readValue()));
      },
      unsubscribe: async (channel: string): Promise<void> => void (await of(channel).stopNotifications()),
    };
  }

  return {
    async meetPeripheral() {
      device = await bluetooth().requestDevice({
        filters: [{ services: [LAMA.service] }],
        optionalServices: SERVICES,
      });
      follow(device);
      await server().connect();
      return device.name ?? '';
    },
    async speakLama(words) {
      const lama = await open(LAMA.service);
      await lama.subscribe(LAMA.messageTx);
      await lama.read(LAMA.messageTx);
      const capabilities = ['messaging', 'quicvc', 'credentials'];
      const hello = { type: 'LAMA_APP', version: '1.0.0', capabilities, timestamp: Date.now() };
      await lama.write(LAMA.messageRx, typed(0x01, JSON.stringify(hello)));
      await lama.read(LAMA.deviceInfo);
      await lama.write(LAMA.messageRx, typed(0x02, words));
      await lama.read(LAMA.messageTx);
      await lama.write(LAMA.pairingRequest, utf8.encode(JSON.stringify({ type: 'pairing_request', pin: '271828' })));
      await lama.read(LAMA.pairingResponse);
      await lama.writeQuickly(LAMA.messageRx, Uint8Array.of(0x07));
      await lama.read(LAMA.messageTx);
      await lama.writeQuickly(LAMA.messageRx, Uint8Array.of(0x0a));
      await lama.unsubscribe(LAMA.messageTx);
    },
    async provisionWifi(ssid, password) {
      const wifi = await open(WIFI.service);
      await wifi.read(WIFI.deviceInfo);
      await wifi.write(WIFI.ssid, utf8.encode(ssid));
      await wifi.write(WIFI.password, utf8.encode(password));
      await wifi.write(WIFI.control, utf8.encode('CONNECT'));
      return wifi.read(WIFI.status);
    },
    async discoverDevice() {
      const discovery = await open(DISCOVERY.service);
      await discovery.read(DISCOVERY.instanceId);
      await discovery.read(DISCOVERY.did);
      await discovery.write(DISCOVERY.command, utf8.encode('identify'));
      await discovery.read(DISCOVERY.notify);
      return discovery.read(DISCOVERY.name);
    },
    async readHeartRate() {
      const service = await server().getPrimaryService(HEART_RATE.service);
      const measurement = await service.getCharacteristic(HEART_RATE.measurement);
      await measurement.readValue();
    },
    async meetHeartRate() {
      device = await bluetooth().requestDevice({ filters: [{ services: [HEART_RATE.service] }] });
      follow(device);
      await server().connect();
      await this.readHeartRate();
    },
    async failToWrite() {
      const wifi = await open(WIFI.service);
      return wifi.write(WIFI.control, utf8.encode('NONSENSE')).then(
        () => '',
        (error: Error) => error.name,
      );
    },
    async leavePeripheral() {
      server().disconnect();
      await gone;
    },
    peripheralGone: async () => gone,
    bluetoothTruth: async () => truth,
  };
}

const bytesOf = (view: DataView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

const typed = (type: number, text: string): Uint8Array<ArrayBuffer> => Uint8Array.of(type, ...utf8.encode(text));
