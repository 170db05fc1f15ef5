import { toBase64 } from '../crypto/bytes.ts';
import type { TraceRecord } from '../recording/trace-record.ts';
import { now } from '../truth/now.ts';
import type { CharacteristicModel, PeripheralModel } from './peripheral.ts';
import { CONFIGURATION } from './uuids.ts';

const CONN = 'ble1';

export interface NodeBluetooth {
  /** As much of `navigator.bluetooth` as the lab's central uses. */
  bluetooth: Bluetooth;
  /** What the hook of a page would have recorded. */
  records: readonly TraceRecord[];
  /** The device goes away after so many operations more, without a word. */
  vanishAfter(operations: number): void;
}

export interface Air {
  /** `none`: no device near; `far`: it cannot be connected to; `blocked`: the page acts for nobody. */
  device?: 'none' | 'far' | 'blocked';
}

/** Web Bluetooth in Node: a page's central meets the model of a device without any browser. One connection. */
export function nodeBluetooth(model: PeripheralModel, { device: near }: Air = {}): NodeBluetooth {
  const records: TraceRecord[] = [];
  const device: EventTarget & { name: string; id: string; gatt?: object } = Object.assign(new EventTarget(), {
    name: model.name,
    id: 'lab',
  });
  let seq = 0;
  let isConnected = false;
  let isLeaving = false;
  let left = Infinity;

  const state = (word: string, detail?: string): unknown =>
    records.push({ kind: 'state', conn: CONN, t: now(), state: word, ...(detail === undefined ? {} : { detail }) });

  function end(): void {
    if (!isConnected) return;
    isConnected = false;
    const how = isLeaving ? { code: 1000, clean: true } : { code: 1006, clean: false };
    records.push({ kind: 'close', conn: CONN, t: now(), reason: '', ...how });
    device.dispatchEvent(new Event('gattserverdisconnected'));
  }

  /** One operation over the air. @throws DOMException */
  async function operate<T>(method: string, channel: string, act: () => T): Promise<T> {
    await Promise.resolve();
    left -= 1;
    if (left >= 0) {
      const value = act();
      if (typeof value !== 'number' || value === 0) return value;
    }
    const error = new DOMException(
      left < 0 ? 'GATT Server is disconnected.' : 'GATT operation not permitted.',
      left < 0 ? 'NetworkError' : 'NotSupportedError',
    );
    records.push({
      kind: 'error',
      conn: CONN,
      t: now(),
      message: `${method} ${channel}: ${error.name}: ${error.message}`,
    });
    if (left < 0) end();
    throw error;
  }

  function frame(dir: 'in' | 'out', channel: string, op: string, bytes: Uint8Array, began: number): void {
    const payload = { type: 'binary', size: bytes.length, base64: toBase64(bytes) } as const;
    records.push({ kind: 'frame', conn: CONN, seq: seq++, t: now(), dir, ...payload, channel, op, ms: now() - began });
  }

  async function write(method: string, op: string, of: CharacteristicModel, value: BufferSource): Promise<void> {
    const bytes = Uint8Array.from(
      ArrayBuffer.isView(value)
        ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
        : new Uint8Array(value),
    );
    const began = now();
    frame('out', of.uuid, op, bytes, began);
    await operate(method, of.uuid, () => of.write?.(bytes) ?? 0x03);
  }

  async function read(channel: string, op: string, value: () => Uint8Array | number): Promise<DataView> {
    const began = now();
    const bytes = (await operate('readValue', channel, value)) as Uint8Array;
    frame('in', channel, op, bytes, began);
    return new DataView(Uint8Array.from(bytes).buffer);
  }

  const characteristic = (of: CharacteristicModel): object => ({
    uuid: of.uuid,
    readValue: () => read(of.uuid, 'read', () => of.read?.() ?? 0x02),
    writeValueWithResponse: (value: BufferSource) => write('writeValueWithResponse', 'write', of, value),
    writeValueWithoutResponse: (value: BufferSource) =>
      write('writeValueWithoutResponse', 'write-without-response', of, value),
    startNotifications: async () => state('notifying', `characteristic ${of.uuid}`),
    stopNotifications: async () => state('unsubscribed', `characteristic ${of.uuid}`),
    getDescriptor: async () => ({
      readValue: () => read(`${of.uuid}/${CONFIGURATION}`, 'descriptor-read', () => Uint8Array.of(1, 0)),
    }),
  });

  device.gatt = {
    async connect() {
      records.push({
        ...{ kind: 'open', conn: CONN, page: 'p1', t: now(), transport: 'bluetooth' },
        ...{ url: `bluetooth:${model.name}`, label: model.name, peer: 'dev1' },
      });
      if (near === 'far') {
        const error = new DOMException('Connection attempt failed.', 'NetworkError');
        const message = `connect: ${error.name}: ${error.message}`;
        records.push({ kind: 'error', conn: CONN, t: now(), message });
        records.push({ kind: 'close', conn: CONN, t: now(), code: 1006, reason: '', clean: false });
        throw error;
      }
      isConnected = true;
      state('open');
    },
    disconnect() {
      isLeaving = true;
      records.push({ kind: 'call', conn: CONN, t: now(), method: 'disconnect' });
      end();
    },
    async getPrimaryService(uuid: string) {
      const service = model.services.find((each) => each.uuid === uuid);
      state('discovered', `service ${uuid}`);
      return { getCharacteristics: async () => service?.characteristics.map(characteristic) ?? [] };
    },
  };

  async function requestDevice(): Promise<unknown> {
    if (near !== 'none' && near !== 'blocked') return device;
    const error =
      near === 'none'
        ? new DOMException('User cancelled the requestDevice() chooser.', 'NotFoundError')
        : new DOMException('Must be handling a user gesture to show a permission request.', 'SecurityError');
    records.push({ kind: 'error', t: now(), message: `requestDevice: ${error.name}: ${error.message}` });
    throw error;
  }

  return {
    bluetooth: { requestDevice } as unknown as Bluetooth,
    records,
    vanishAfter: (operations) => void (left = operations),
  };
}
