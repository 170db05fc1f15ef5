import type { Connection } from './connections.ts';
import { errorText } from './error-text.ts';
import { json } from './json.ts';
import { isConverted, writeData } from './payload/message-data.ts';
import { apply, listen, monotonic } from './natives.ts';
import type { ApplyTrap } from './patch.ts';
import { witnessText } from './payload/to-text.ts';
import type { Realm } from './transports/transport.ts';

type Native = Parameters<ApplyTrap>[0];

/** Listens first and capturing, so that records lie in the order of the events; nothing that we do wrong reaches the page. */
export const observeTrusted =
  (target: EventTarget, realm: Realm) =>
  (type: string, handle: (event: Event) => void): void => {
    listen(target, type, (event) => {
      // isTrusted is the event's own and cannot be redefined; what the page dispatches itself was never on the wire.
      if (!event.isTrusted) return;
      try {
        handle(event);
      } catch (error) {
        realm.failed(error);
      }
    });
  };

/** The trap of a `send`: `isOpen` says whether the object takes data now, undefined for what is none of the transport's. */
export const sending =
  (
    realm: Realm,
    isOpen: (self: object) => boolean | undefined,
    adopt: (self: object, realm: Realm) => Connection | undefined,
    sent?: (self: object, connection: Connection) => void,
  ): ApplyTrap =>
  (native, self, args) => {
    const was = quietly(() => isOpen(self as object));
    let data = args.length > 0 ? args[0] : undefined;
    const witness = was !== undefined && isConverted(data) ? witnessText(data) : undefined;
    if (witness !== undefined) args[0] = witness.value;
    const result = passOn('send', realm, native, self, args);
    try {
      if (witness !== undefined) data = witness.text;
      const connection = was === true ? adopt(self as object, realm) : realm.recall(self as object);
      if (connection === undefined) return result;
      if (was === true) {
        writeData(connection, 'out', data, realm);
        sent?.(self as object, connection);
      } else connection.record('call', json({ method: 'send', args: ['not open'] }), monotonic());
    } catch (error) {
      realm.failed(error);
    }
    return result;
  };

function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

/** Calls the native; what it throws is recorded and thrown on, the very same. */
export function passOn(what: string, realm: Realm, native: Native, self: unknown, args: unknown[]): unknown {
  try {
    return apply(native, self, args) as unknown;
  } catch (error) {
    refused(realm, what, error, monotonic(), realm.recall(self as object));
    throw error;
  }
}

export function refused(
  realm: Realm,
  what: string,
  error: unknown,
  t: number,
  connection: Connection | undefined,
  raw = '',
): void {
  try {
    const message = `${what}: ${errorText(error, raw)}`;
    if (connection !== undefined) return connection.record('error', json({ message }), t);
    realm.refused(message, t);
  } catch (failure) {
    realm.failed(failure);
  }
}

/** Never a member beyond the end: it would be looked up in prototypes. */
export const textAt = (args: unknown[], at: number): string | undefined => {
  const value = args.length > at ? args[at] : undefined;
  return typeof value === 'string' ? value : undefined;
};
