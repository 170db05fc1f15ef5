import type { CharacteristicModel, PeripheralModel } from './peripheral.ts';
import { DISCOVERY, HEART_RATE, LAMA, WIFI } from './uuids.ts';

const utf8 = new TextEncoder();
const text = (value: string): Uint8Array => utf8.encode(value);
const json = (value: object): Uint8Array => text(JSON.stringify(value));
const typed = (type: number, value: string): Uint8Array => Uint8Array.of(type, ...text(value));

const APPLICATION_ERROR = 0x80;

export interface OnePeripheral extends PeripheralModel {
  /** What was written to it: the last bytes of a characteristic, as text. */
  readonly written: ReadonlyMap<string, string>;
}

/** What the device takes for right. */
export interface PeripheralSecrets {
  pin?: string;
  /** Of the network that it joins; any, where there is none. */
  password?: string;
}

/**
 * A device that speaks all that PROTOCOL §11.1 and §11.2 know, and a heart-rate service that is none of ONE's. It cannot notify, since the
 * browser's emulation cannot: what it has to say waits until it is read.
 */
export function onePeripheral({ pin = '271828', password }: PeripheralSecrets = {}): OnePeripheral {
  const address = '09:09:09:09:09:09';
  const name = 'LAMA_a1b2c3';
  const written = new Map<string, string>();
  const outgoing: Uint8Array[] = [json({ type: 'LAMA_APP_PERIPHERAL', version: '1.0.0', timestamp: 1_795_000_000 })];
  let isConnected = false;

  const writable = (uuid: string, heard?: (value: Uint8Array) => number): CharacteristicModel => ({
    uuid,
    properties: { write: true, writeWithoutResponse: true },
    write(value) {
      written.set(uuid, Buffer.from(value).toString());
      return heard?.(value) ?? 0;
    },
  });
  const readable = (uuid: string, value: () => Uint8Array): CharacteristicModel => ({
    uuid,
    properties: { read: true, notify: true },
    read: value,
  });

  /** The library's peripheral answers by notifications; here the answer is what the next read gives. */
  function hear(value: Uint8Array): number {
    switch (value[0]) {
      case 0x02:
        outgoing.push(typed(0x02, `echo: ${Buffer.from(value.subarray(1)).toString()}`));
        return 0;
      case 0x07:
        outgoing.push(Uint8Array.of(0x07));
        return 0;
      default:
        return 0;
    }
  }

  return {
    address,
    name,
    advertised: [LAMA.service, HEART_RATE.service],
    written,
    services: [
      {
        uuid: LAMA.service,
        characteristics: [
          readable(LAMA.messageTx, () => outgoing.shift() ?? new Uint8Array(0)),
          writable(LAMA.messageRx, hear),
          readable(LAMA.deviceInfo, () => json({ name, model: 'lab', battery: 87 })),
          writable(LAMA.pairingRequest),
          readable(LAMA.pairingResponse, () =>
            json(
              written.get(LAMA.pairingRequest)?.includes(`"${pin}"`) === true
                ? { type: 'pairing_response', success: true, token: 'lab-pairing-token' }
                : { type: 'pairing_response', success: false },
            ),
          ),
          readable(LAMA.connectionStatus, () => Uint8Array.of(1)),
        ],
      },
      {
        uuid: WIFI.service,
        characteristics: [
          writable(WIFI.ssid),
          writable(WIFI.password),
          readable(WIFI.status, () => json({ connected: isConnected, ip: isConnected ? '192.168.7.31' : '' })),
          readable(WIFI.deviceInfo, () => json({ chip: 'ESP32', mac: '09:09:09:09:09:09' })),
          writable(WIFI.control, (value) => {
            const said = Buffer.from(value).toString();
            if (said === 'CONNECT') isConnected = password === undefined || written.get(WIFI.password) === password;
            return said === 'NONSENSE' ? APPLICATION_ERROR : 0;
          }),
        ],
      },
      {
        uuid: DISCOVERY.service,
        characteristics: [
          readable(DISCOVERY.instanceId, () => text('5b'.repeat(32))),
          readable(DISCOVERY.did, () => text('did:one:lab-device')),
          readable(DISCOVERY.name, () => text('Lab device')),
          writable(DISCOVERY.command),
          readable(DISCOVERY.notify, () => text(`Received: ${written.get(DISCOVERY.command) ?? ''}`)),
        ],
      },
      {
        uuid: HEART_RATE.service,
        characteristics: [readable(HEART_RATE.measurement, () => text('private heart beat'))],
      },
    ],
  };
}
