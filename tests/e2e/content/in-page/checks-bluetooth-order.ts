import { LAMA, WIFI } from '../../../lab/bluetooth/uuids.ts';
import { characteristic, outcome, theDevice, theServer, wrongly } from './bluetooth-device.ts';
import type { Checks } from './probes.ts';

declare const vanish: () => Promise<void>;

/** What a page sees of the order of things: its own handlers, microtasks and events. */
export const bluetoothOrderChecks: Checks = {
  'the event of a read comes before its promise, once': async () => {
    const info = await characteristic(LAMA.service, LAMA.deviceInfo);
    const log: string[] = [];
    const heard = ({ target, isTrusted }: Event): void => void log.push(`event ${target === info} ${isTrusted}`);
    info.addEventListener('characteristicvaluechanged', heard);
    info.oncharacteristicvaluechanged = () => log.push('handler');
    const promise = info.readValue().then(() => log.push('promise'));
    log.push('called');
    await promise;
    info.removeEventListener('characteristicvaluechanged', heard);
    info.oncharacteristicvaluechanged = null as never;
    return log;
  },
  'a listener that stops everything': async () => {
    const info = await characteristic(LAMA.service, LAMA.deviceInfo);
    const log: string[] = [];
    const stop = (event: Event): void => (event.stopImmediatePropagation(), void log.push('stopped'));
    const never = (): void => void log.push('heard');
    info.addEventListener('characteristicvaluechanged', stop);
    info.addEventListener('characteristicvaluechanged', never);
    await info.readValue();
    info.removeEventListener('characteristicvaluechanged', stop);
    info.removeEventListener('characteristicvaluechanged', never);
    return log;
  },
  'handlers on one promise run in their order': async () => {
    const info = await characteristic(LAMA.service, LAMA.deviceInfo);
    const log: number[] = [];
    const promise = info.readValue();
    void promise.then(() => log.push(1)).then(() => log.push(3));
    void promise.then(() => log.push(2));
    await promise;
    await new Promise((resolve) => setTimeout(resolve));
    return log;
  },
  'a refusal at once comes before later microtasks': async () => {
    const rx = await characteristic(LAMA.service, LAMA.messageRx);
    const order = async (call: () => unknown): Promise<string[]> => {
      const log: string[] = [];
      (call() as Promise<unknown>).catch(() => log.push('refused'));
      void Promise.resolve().then(() => log.push('tick'));
      await new Promise((resolve) => setTimeout(resolve));
      return log;
    };
    return [
      await order(() => wrongly(rx.readValue, {})),
      await order(() => wrongly(rx.writeValueWithResponse, rx, 'text')),
      await order(() => rx.writeValueWithResponse(new Uint8Array(513))),
      await order(() => rx.service.device.gatt?.getPrimaryService('nonsense')),
      await order(() => navigator.bluetooth.requestDevice({} as RequestDeviceOptions)),
    ];
  },
  'a rejection that nobody handles is told, one that is handled is not': async () => {
    const control = await characteristic(WIFI.service, WIFI.control);
    const nonsense = new TextEncoder().encode('NONSENSE');
    const log: unknown[] = [];
    const told = new Set<unknown>();
    const tell = (event: PromiseRejectionEvent): void => {
      event.preventDefault();
      log.push([event.type, told.has(event.promise), (event.reason as Error).name]);
    };
    addEventListener('unhandledrejection', tell);
    addEventListener('rejectionhandled', tell);
    const wait = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 100));
    const promise = control.writeValueWithResponse(nonsense);
    told.add(promise);
    await wait();
    promise.catch(() => undefined);
    await wait();
    await outcome(control.writeValueWithResponse(nonsense));
    await wait();
    removeEventListener('unhandledrejection', tell);
    removeEventListener('rejectionhandled', tell);
    return log;
  },
  'a page with then, constructor and species of its own': async () => {
    const info = await characteristic(LAMA.service, LAMA.deviceInfo);
    const { then } = Promise.prototype;
    const log: string[] = [];
    const resolved = await new Promise<unknown>((resolve) => {
      const promise = info.readValue();
      void Object.defineProperty(Promise.prototype, 'constructor', {
        configurable: true,
        get: () => (log.push('constructor'), Promise),
      });
      Object.defineProperty(Object.prototype, 'then', { configurable: true, get: () => void log.push('Object then') });
      Promise.prototype.then = function (...args) {
        log.push('then');
        return Reflect.apply(then, this, args);
      };
      info.addEventListener('characteristicvaluechanged', () => log.push('event'), { once: true });
      setTimeout(() => {
        log.push('over');
        Promise.prototype.then = then;
        delete (Object.prototype as { then?: unknown }).then;
        void Object.defineProperty(Promise.prototype, 'constructor', {
          configurable: true,
          writable: true,
          value: Promise,
        });
        resolve(promise);
      }, 300);
    });
    return [log, Reflect.ownKeys(resolved as object)];
  },
  'disconnecting here: the event comes within the call': async () => {
    const device = await theDevice();
    const server = await theServer();
    const log: string[] = [];
    const heard = (): void => void log.push(`event ${server.connected}`);
    device.addEventListener('gattserverdisconnected', heard);
    log.push(String(server.disconnect()));
    log.push('returned');
    device.removeEventListener('gattserverdisconnected', heard);
    return [log, await outcome(server.getPrimaryService(LAMA.service)), String(server.disconnect())];
  },
  'the device goes in the middle of an operation': async () => {
    const device = await theDevice();
    const info = await characteristic(LAMA.service, LAMA.deviceInfo);
    const gone = new Promise((resolve) => device.addEventListener('gattserverdisconnected', resolve, { once: true }));
    await vanish();
    const { type, target } = (await gone) as Event;
    return [type, target === device, await outcome(info.readValue()), info.service.device.gatt?.connected];
  },
};
