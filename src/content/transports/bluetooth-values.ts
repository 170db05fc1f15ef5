import { bytesOfView } from '../payload/bytes.ts';
import { append, createNotes, listen, monotonic } from '../natives.ts';
import type { Attribute, Frames, Give } from './bluetooth-frames.ts';
import type { BluetoothNatives } from './bluetooth-natives.ts';
import type { Realm } from './transport.ts';

type Characteristic = BluetoothRemoteGATTCharacteristic;

/** A value that came while a read was under way: the answer to it, or a notification. The promise of the read tells. */
interface Unsure {
  value: DataView;
  give: Give;
}

interface Watched {
  reads: number;
  unsure: Unsure[];
}

export interface Values {
  /** Takes every value that the browser tells the page of; listens before the page does. */
  watch(characteristic: Characteristic): void;
  /** A read begins; what is returned is to be called when it has ended, with what it gave. */
  read(characteristic: Characteristic, attribute: Attribute): (value?: DataView) => void;
}

/** The browser tells of a read twice, by an event and by the promise, with the same object. */
export function createValues(
  realm: Realm,
  natives: BluetoothNatives,
  frames: Frames,
  attributeOf: (characteristic: Characteristic) => Attribute | undefined,
): Values {
  const notes = createNotes<object, Watched>();

  function watch(characteristic: Characteristic): Watched {
    const known = notes.get(characteristic);
    if (known !== undefined) return known;
    const watched: Watched = { reads: 0, unsure: [] };
    notes.set(characteristic, watched);
    listen(characteristic, 'characteristicvaluechanged', (event) => {
      try {
        if (event.isTrusted) changed(characteristic, watched);
      } catch (error) {
        realm.failed(error);
      }
    });
    return watched;
  }

  function changed(characteristic: Characteristic, watched: Watched): void {
    const value = natives.valueOf(characteristic);
    const attribute = attributeOf(characteristic);
    if (!value || attribute === undefined) return;
    const give = frames.take(attribute, 'in', bytesOfView(value), monotonic());
    if (watched.reads === 0) return give('notify');
    append(watched.unsure, { value, give: frames.wait('notify', give) });
  }

  return {
    watch: (characteristic) => void watch(characteristic),
    read(characteristic, attribute) {
      const watched = watch(characteristic);
      const began = monotonic();
      watched.reads += 1;
      return (value) => {
        const t = monotonic();
        const { unsure } = watched;
        watched.reads -= 1;
        watched.unsure = [];
        let isTold = false;
        for (let at = 0; at < unsure.length; at += 1) {
          const each = unsure[at] as Unsure;
          if (each.value === value) {
            isTold = true;
            each.give('read', t - began);
          } else each.give('notify');
        }
        // The page can have kept the event from us.
        if (value !== undefined && !isTold) frames.take(attribute, 'in', bytesOfView(value), t)('read', t - began);
      };
    },
  };
}
