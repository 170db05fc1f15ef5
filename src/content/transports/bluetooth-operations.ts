import { byteLengthOf } from '../../core/trace/captured.ts';
import { contentOf } from '../payload/bytes.ts';
import { errorText } from '../error-text.ts';
import { apply, isArray, monotonic } from '../natives.ts';
import type { ApplyTrap } from '../patch.ts';
import { settled } from '../settled.ts';
import { askedService } from './bluetooth-asked.ts';
import { LONGEST_VALUE, type Attribute, type Frames } from './bluetooth-frames.ts';
import { numberOf, type Attribute as What, type BluetoothNatives } from './bluetooth-natives.ts';
import { isTelling, ownerOf } from './bluetooth-services.ts';
import type { Session, Sessions } from './bluetooth-session.ts';
import { createValues } from './bluetooth-values.ts';
import type { Realm } from './transport.ts';

type Server = BluetoothRemoteGATTServer;
type Service = BluetoothRemoteGATTService;
type Characteristic = BluetoothRemoteGATTCharacteristic;
type Descriptor = BluetoothRemoteGATTDescriptor;

/** What is to be done when the promise of an operation settles; undefined where the page is to have the browser's own promise. */
interface Watched {
  done(value: unknown): void;
  failed(error: unknown): void;
}

/**
 * The traps of the methods. Where a call is bound to be refused at once (a wrong receiver, wrong arguments, no connection) the page has the
 * browser's own promise, so that not even the order of microtasks is another.
 */
export function createOperations(realm: Realm, natives: BluetoothNatives, sessions: Sessions, frames: Frames) {
  const values = createValues(realm, natives, frames, attributeOf);

  /** `about` may throw only for a receiver that the native refuses. */
  const observing =
    <Self>(isMine: (self: Self) => unknown, about: (self: Self, args: unknown[]) => Watched | undefined): ApplyTrap =>
    (native, self, args) => {
      let watched: Watched | undefined;
      if (isOf(isMine, self)) watched = careful(() => about(self as Self, args));
      const promise = apply(native, self, args) as object;
      if (watched === undefined) return promise;
      const { done, failed } = watched;
      return settled(
        promise,
        (value) => careful(() => done(value)),
        (error) => careful(() => failed(error)),
      );
    };

  function careful<T>(act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      realm.failed(error);
      return undefined;
    }
  }

  const serverOf = (service: Service): Server => natives.serverOf(natives.deviceOfService(service)) as Server;

  function attributeOf(characteristic: Characteristic): Attribute | undefined {
    const service = natives.serviceOf(characteristic);
    const session = sessions.of(serverOf(service));
    if (session === undefined) return undefined;
    const owner = ownerOf(natives.serviceUuid(service));
    const channel = natives.characteristicUuid(characteristic);
    if (owner === 'one' || (owner === 'unclear' && isTelling(channel)))
      session.connection.recognise(`service ${natives.serviceUuid(service)}`);
    return { session, owner, channel };
  }

  const attributeOfDescriptor = (descriptor: Descriptor): Attribute | undefined => {
    const attribute = attributeOf(natives.characteristicOf(descriptor));
    return attribute && { ...attribute, channel: `${attribute.channel}/${natives.descriptorUuid(descriptor)}` };
  };

  const ended =
    (session: Session, what: string): ((error: unknown) => void) =>
    (error) =>
      session.failed(what, error);

  function write(method: string, op: string, attribute: Attribute | undefined, args: unknown[]): Watched | undefined {
    const content = args.length > 0 ? contentOf(args[0]) : undefined;
    if (attribute === undefined || content?.is !== 'bytes' || byteLengthOf(content.bytes) > LONGEST_VALUE)
      return undefined;
    const began = monotonic();
    const take = frames.take(attribute, 'out', content.bytes, began);
    if (attribute.owner === 'other') return void take(op);
    const give = frames.wait(op, take);
    const { session, channel } = attribute;
    return {
      done: () => give(op, monotonic() - began),
      failed(error) {
        give(op);
        session.failed(`${method} ${channel}`, error);
      },
    };
  }

  /** What the page is given, in words; a characteristic is watched from here on. */
  function found(what: What, value: unknown): string {
    const list: unknown[] = isArray(value) ? value : [value];
    let out: string = what;
    for (let at = 0; at < list.length; at += 1) {
      const each = list[at];
      if (what === 'service') {
        const service = natives.serviceUuid(each as Service);
        if (ownerOf(service) !== 'other') out += ` ${service}`;
      } else if (what === 'characteristic') {
        values.watch(each as Characteristic);
        attributeOf(each as Characteristic);
        out += ` ${natives.characteristicUuid(each as Characteristic)}`;
      } else out += ` ${natives.descriptorUuid(each as Descriptor)}`;
    }
    return out;
  }

  function find(method: string, what: What, session: Session | undefined, isOnes: boolean, args: unknown[]) {
    const name = args.length === 0 ? '' : numberOf(natives, what, args[0]);
    if (session === undefined || name === undefined) return undefined;
    const isMine = what === 'service' && name !== '' ? ownerOf(name) !== 'other' : isOnes;
    if (!isMine) return undefined;
    if (what === 'service' && ownerOf(name) === 'one') session.connection.recognise(`service ${name}`);
    return {
      done: (value: unknown) => session.state('discovered', found(what, value)),
      failed: ended(session, `${method}${name === '' ? '' : ` ${name}`}`),
    };
  }

  return {
    request: observing<Bluetooth>(
      () => undefined,
      (_, args) => {
        const service = args.length > 0 ? askedService(natives, args[0]) : undefined;
        if (service === undefined) return undefined;
        const t = monotonic();
        if (!natives.isUserActive(natives.activation)) {
          realm.refused('requestDevice: SecurityError: not allowed without a gesture of the user', t);
          return undefined;
        }
        return {
          done: (device) => sessions.asked(device as BluetoothDevice, service),
          failed: (error) => realm.refused(`requestDevice: ${errorText(error)}`, monotonic()),
        };
      },
    ),

    connect: observing<Server>(natives.isConnected, (server) => {
      const known = sessions.of(server);
      if (known !== undefined) return undefined;
      const session = sessions.begin(server, false);
      return {
        done: () => session.up(),
        failed(error) {
          session.failed('connect', error);
          session.end(1006, false);
        },
      };
    }),

    disconnect: ((native, self, args) => {
      if (isOf(natives.isConnected, self) && natives.isConnected(self as Server))
        careful(() => sessions.of(self as Server)?.leave());
      return apply(native, self, args) as unknown;
    }) satisfies ApplyTrap,

    find(method: string, what: What): ApplyTrap {
      switch (what) {
        case 'service':
          return observing<Server>(natives.isConnected, (server, args) => {
            const session = sessions.of(server);
            return find(method, what, session, session?.connection.isOne === true, args);
          });
        case 'characteristic':
          return observing<Service>(natives.serviceUuid, (service, args) => {
            const isOnes = ownerOf(natives.serviceUuid(service)) !== 'other';
            return find(method, what, sessions.of(serverOf(service)), isOnes, args);
          });
        case 'descriptor':
          return observing<Characteristic>(natives.characteristicUuid, (characteristic, args) => {
            const attribute = attributeOf(characteristic);
            return find(method, what, attribute?.session, attribute?.owner !== 'other', args);
          });
      }
    },

    read: observing<Characteristic>(natives.characteristicUuid, (characteristic) => {
      const attribute = attributeOf(characteristic);
      if (attribute === undefined) return undefined;
      values.watch(characteristic);
      if (attribute.owner === 'other') return undefined;
      const done = values.read(characteristic, attribute);
      return {
        done: (value) => done(value as DataView),
        failed(error) {
          done();
          attribute.session.failed(`readValue ${attribute.channel}`, error);
        },
      };
    }),

    write: (method: string, op: string): ApplyTrap =>
      observing<Characteristic>(natives.characteristicUuid, (characteristic, args) =>
        write(method, op, attributeOf(characteristic), args),
      ),

    listen: (method: string, state: string): ApplyTrap =>
      observing<Characteristic>(natives.characteristicUuid, (characteristic) => {
        const attribute = attributeOf(characteristic);
        if (attribute === undefined) return undefined;
        values.watch(characteristic);
        const { session, owner, channel } = attribute;
        if (owner === 'other') return undefined;
        return {
          done: () => session.state(state, `characteristic ${channel}`),
          failed: ended(session, `${method} ${channel}`),
        };
      }),

    readDescriptor: observing<Descriptor>(natives.descriptorUuid, (descriptor) => {
      const attribute = attributeOfDescriptor(descriptor);
      if (attribute === undefined || attribute.owner === 'other') return undefined;
      const began = monotonic();
      return {
        done(value) {
          const content = contentOf(value);
          const t = monotonic();
          if (content?.is === 'bytes') frames.take(attribute, 'in', content.bytes, t)('descriptor-read', t - began);
        },
        failed: ended(attribute.session, `readValue ${attribute.channel}`),
      };
    }),

    writeDescriptor: observing<Descriptor>(natives.descriptorUuid, (descriptor, args) =>
      write('writeValue', 'descriptor-write', attributeOfDescriptor(descriptor), args),
    ),
  };
}

/** Whether the native would take this receiver: its own accessor says so. */
function isOf<Self>(isMine: (self: Self) => unknown, self: unknown): boolean {
  try {
    isMine(self as Self);
    return true;
  } catch {
    return false;
  }
}
