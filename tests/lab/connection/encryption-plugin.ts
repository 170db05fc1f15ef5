import { openFrame, sealFrame } from '../crypto/frame.ts';
import type { Random } from '../crypto/random.ts';
import type { ConnectionPlugin } from './plugin.ts';
import type { ConnectionTap } from './tap.ts';

export interface EncryptionPlugin extends ConnectionPlugin {
  readonly name: 'encryption';
  sharedKey: Uint8Array;
  evenLocalNonceCounter: boolean;
  localNonceCounter: number;
  remoteNonceCounter: number;
}

/** §2.3. The counters are those of the next frame each way, in steps of two. */
export function encryptionPlugin(
  sharedKey: Uint8Array,
  evenLocalNonceCounter: boolean,
  random: Random,
  tap: ConnectionTap,
): EncryptionPlugin {
  return {
    name: 'encryption',
    sharedKey,
    evenLocalNonceCounter,
    localNonceCounter: evenLocalNonceCounter ? 0 : 1,
    remoteNonceCounter: evenLocalNonceCounter ? 1 : 0,
    transformIncomingEvent(event) {
      if (event.type !== 'message') return event;
      if (typeof event.data === 'string') {
        throw new Error('Incoming encrypted message is a string, it needs to be binary');
      }
      const counter = this.remoteNonceCounter;
      const payload = openFrame(event.data, this.sharedKey, counter);
      if (payload === null) throw new Error('Decryption of message failed.');
      this.remoteNonceCounter += 2;
      tap.plain('in', counter, payload);
      return { type: 'message', data: payload };
    },
    transformOutgoingEvent(event) {
      if (event.type !== 'message') return event;
      const payload = typeof event.data === 'string' ? event.data : new Uint8Array(event.data);
      const counter = this.localNonceCounter;
      this.localNonceCounter += 2;
      tap.plain('out', counter, payload);
      return { type: 'message', data: sealFrame(payload, this.sharedKey, counter, random) };
    },
  };
}
