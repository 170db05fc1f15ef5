import { undoAll } from '../undo.ts';
import { listen } from '../natives.ts';
import { createFrames } from './bluetooth-frames.ts';
import { bluetoothNatives, prototypes } from './bluetooth-natives.ts';
import { createOperations } from './bluetooth-operations.ts';
import { createSessions } from './bluetooth-session.ts';
import type { CaptureTransport } from './transport.ts';

/**
 * GATT connections of a page, in Chromium. The page keeps the browser's own objects. Of what is ONE's the promises are observed (see
 * settled.ts); of everything else they are the browser's, and values are counted only.
 *
 * Left alone, since nothing of a session passes through them: `getAvailability` and `availabilitychanged`; `watchAdvertisements`, whose events carry
 * what a device shouts to everybody; `forget`, after which a connection ends by its event, where the browser fires one. A device from `getDevices` is met when it
 * is connected to. Handlers that a page sets as attributes (`oncharacteristicvaluechanged`) need no patch: a listener of ours goes before them.
 */
export const bluetooth: CaptureTransport = {
  install(realm) {
    const natives = prototypes();
    if (natives === undefined) return undefined;
    const { api, server, service, characteristic, descriptor } = natives;
    const getters = bluetoothNatives(natives);
    const frames = createFrames();
    const sessions = createSessions(realm, getters, frames.settle);
    const operations = createOperations(realm, getters, sessions, frames);
    const { find, write, read, listen: subscribe } = operations;
    const undo = [
      realm.patch(api, 'requestDevice', { apply: operations.request }),
      realm.patch(server, 'connect', { apply: operations.connect }),
      realm.patch(server, 'disconnect', { apply: operations.disconnect }),
      realm.patch(server, 'getPrimaryService', { apply: find('getPrimaryService', 'service') }),
      realm.patch(server, 'getPrimaryServices', { apply: find('getPrimaryServices', 'service') }),
      realm.patch(service, 'getCharacteristic', { apply: find('getCharacteristic', 'characteristic') }),
      realm.patch(service, 'getCharacteristics', { apply: find('getCharacteristics', 'characteristic') }),
      realm.patch(characteristic, 'getDescriptor', { apply: find('getDescriptor', 'descriptor') }),
      realm.patch(characteristic, 'getDescriptors', { apply: find('getDescriptors', 'descriptor') }),
      realm.patch(characteristic, 'readValue', { apply: read }),
      realm.patch(characteristic, 'writeValue', { apply: write('writeValue', 'write') }),
      realm.patch(characteristic, 'writeValueWithResponse', { apply: write('writeValueWithResponse', 'write') }),
      realm.patch(characteristic, 'writeValueWithoutResponse', {
        apply: write('writeValueWithoutResponse', 'write-without-response'),
      }),
      realm.patch(characteristic, 'startNotifications', { apply: subscribe('startNotifications', 'notifying') }),
      realm.patch(characteristic, 'stopNotifications', { apply: subscribe('stopNotifications', 'unsubscribed') }),
      realm.patch(descriptor, 'readValue', { apply: operations.readDescriptor }),
      realm.patch(descriptor, 'writeValue', { apply: operations.writeDescriptor }),
      listen(globalThis, 'pagehide', frames.settle),
    ];
    return () => undoAll(undo);
  },
  adopt: () => undefined,
};
