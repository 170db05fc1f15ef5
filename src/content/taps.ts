import { monotonic } from './natives.ts';
import type { Tap } from './room.ts';
import type { CaptureTransport, Realm } from './transports/transport.ts';

/** What other scripts of ours may do with a connection, given the object that the page knows it by. */
export const createTaps =
  (realm: Realm, transports: readonly CaptureTransport[]) =>
  (object: object): Tap | undefined => {
    const connection = realm.recall(object) ?? adopt(object, realm, transports);
    if (connection === undefined) return undefined;
    return {
      get epoch() {
        return realm.outbox.epoch;
      },
      recognise: connection.recognise,
      settle: connection.settle,
      write: (kind, members) => connection.record(kind, members, monotonic()),
      watch: (onFrame) => {
        connection.watch = onFrame;
      },
      onLook: (look) => {
        connection.look = look;
      },
    };
  };

function adopt(object: object, realm: Realm, transports: readonly CaptureTransport[]) {
  for (let at = 0; at < transports.length; at += 1) {
    try {
      const connection = transports[at]?.adopt(object, realm);
      if (connection !== undefined) return connection;
    } catch {
      // not of this transport
    }
  }
  return undefined;
}
