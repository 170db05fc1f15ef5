import { json } from '../json.ts';
import { apply, construct, getOwnPropertyDescriptor, monotonic } from '../natives.ts';
import { passOn, refused, sending } from '../observed.ts';
import type { ApplyTrap, ConstructTrap } from '../patch.ts';
import { undoAll } from '../undo.ts';
import { getter } from '../../core/trace/captured.ts';
import type { Connection } from '../connections.ts';
import type { CaptureTransport, Realm } from './transport.ts';
import { stateOf, takeChannel } from './webrtc-channel.ts';
import { followPeer, peerOf, type Channel } from './webrtc-peer.ts';
import { createSampler } from './webrtc-stats.ts';

type Newable = new (...args: never[]) => unknown;

/** The page keeps its real peer connections and channels. Descriptions, candidates and addresses are never looked at. */
export const webrtc: CaptureTransport = {
  install(realm) {
    if (typeof RTCPeerConnection !== 'function' || typeof RTCDataChannel !== 'function') return undefined;
    const { prototype } = RTCPeerConnection;
    const channelOf = getter(RTCDataChannelEvent.prototype, 'channel');
    const sampleSoon = createSampler(realm);

    const follow = (object: RTCPeerConnection) =>
      followPeer(object, realm, (event) => take(object, channelOf(event as RTCDataChannelEvent), 'received'));

    function take(object: RTCPeerConnection, channel: RTCDataChannel, origin: 'created' | 'received'): void {
      takeChannel(channel, realm, monotonic(), origin, follow(object), () => sampleSoon(object));
    }

    const constructing: ConstructTrap = (native, args, newTarget) => {
      let object: RTCPeerConnection;
      try {
        // Called as `new RTCPeerConnection`, the new target is our stand-in: the native must see itself.
        object = construct(native, args, realm.originalOf(newTarget) as Newable) as RTCPeerConnection;
      } catch (error) {
        refused(realm, 'new RTCPeerConnection', error, monotonic(), undefined);
        throw error;
      }
      careful(realm, () => follow(object));
      return object;
    };

    const creating: ApplyTrap = (native, self, args) => {
      const channel = passOn('createDataChannel', realm, native, self, args);
      careful(realm, () => take(self as RTCPeerConnection, channel as RTCDataChannel, 'created'));
      return channel;
    };

    const undo = [
      realm.patch(
        globalThis,
        'RTCPeerConnection',
        { construct: constructing },
        { owner: prototype, key: 'constructor' },
        { owner: globalThis, key: 'webkitRTCPeerConnection' },
      ),
      realm.patch(prototype, 'createDataChannel', { apply: creating }),
      realm.patch(prototype, 'close', { apply: closingAll(realm) }),
      realm.patch(RTCDataChannel.prototype, 'send', { apply: sending(realm, isOpen, adopt) }),
      realm.patch(RTCDataChannel.prototype, 'close', { apply: closing(realm) }),
    ];
    return () => undoAll(undo);
  },
  adopt,
};

/** @throws TypeError where the object is no data channel */
const isOpen = (self: object): boolean => stateOf(self) === 'open';

const LONGEST_WRAPPER = 32;
const keysOf = Object.keys;

/** A channel, or what makes it look like a WebSocket to ONE's Connection and holds the channel in one of its members. */
function adopt(object: object, realm: Realm): Connection | undefined {
  if (isChannel(object)) return takeChannel(object, realm, monotonic(), 'late');
  const keys = keysOf(object);
  for (let at = 0; at < keys.length && at < LONGEST_WRAPPER; at += 1) {
    const member: unknown = getOwnPropertyDescriptor(object, keys[at] as string)?.value;
    if (isChannel(member)) return takeChannel(member, realm, monotonic(), 'late');
  }
  return undefined;
}

function isChannel(value: unknown): value is RTCDataChannel {
  try {
    return typeof stateOf(value as object) === 'string';
  } catch {
    return false;
  }
}

function careful(realm: Realm, act: () => void): void {
  try {
    act();
  } catch (error) {
    realm.failed(error);
  }
}

const closing =
  (realm: Realm): ApplyTrap =>
  (native, self, args) => {
    careful(realm, () => realm.recall(self as object)?.record('call', '{"method":"close"}', monotonic()));
    return passOn('close', realm, native, self, args);
  };

/** Closing the peer connection ends its channels at once; browsers differ in whether they still say so. */
const closingAll =
  (realm: Realm): ApplyTrap =>
  (native, self, args) => {
    const channels = peerOf(self as object)?.channels ?? [];
    const call = json({ method: 'close', args: ['RTCPeerConnection'] });
    careful(realm, () => each(channels, ({ connection }) => connection.record('call', call, monotonic())));
    const result = apply(native, self, args) as unknown;
    careful(realm, () => each(channels, (channel) => stateOf(channel.object) === 'closed' && channel.end(1000, true)));
    return result;
  };

function each(channels: readonly Channel[], act: (channel: Channel) => void): void {
  for (let at = 0; at < channels.length; at += 1) act(channels[at] as Channel);
}
