import { randomName } from '../../core/trace/random-name.ts';
import type { Connection } from '../connections.ts';
import { json } from '../json.ts';
import { append, createNotes, monotonic } from '../natives.ts';
import { observeTrusted } from '../observed.ts';
import type { Realm } from './transport.ts';
import { reader } from './webrtc-read.ts';

export interface Channel {
  readonly object: RTCDataChannel;
  readonly connection: Connection;
  /** What was written last, so that nothing is written twice. */
  readonly last: { 'candidate-pair': string; 'rtc-stats': string; buffered: string };
  /** Writes the end, once. */
  end(code: number, clean: boolean): void;
}

/** What the channels of one RTCPeerConnection share. Hangs on that object, and keeps nothing alive but channels that are not over. */
export interface Peer {
  readonly name: string;
  channels: readonly Channel[];
  /** Statistics are asked for at intervals. */
  isSampled: boolean;
  add(channel: Channel): void;
  /** The states of the layers below, as far as they have changed. */
  tell(): void;
}

const sctpOf = reader('RTCPeerConnection', 'sctp');
const dtlsOf = reader('RTCSctpTransport', 'transport');
const dtlsState = reader('RTCDtlsTransport', 'state');

type Layer = readonly [name: string, state: (peer: object) => unknown, atRest: string];

const LAYERS: readonly Layer[] = [
  ['signaling', reader('RTCPeerConnection', 'signalingState'), 'stable'],
  ['gathering', reader('RTCPeerConnection', 'iceGatheringState'), 'new'],
  ['ice', reader('RTCPeerConnection', 'iceConnectionState'), 'new'],
  ['dtls', (peer) => onDtls(peer, dtlsState), 'new'],
  ['peer', reader('RTCPeerConnection', 'connectionState'), 'new'],
];

const EVENTS = ['signalingstate', 'icegatheringstate', 'iceconnectionstate', 'connectionstate'];

/** The DTLS transport is there only once the descriptions have been exchanged. */
function onDtls<T>(peer: object, use: (dtls: object) => T): T | undefined {
  const sctp = sctpOf(peer) as object | null | undefined;
  const dtls = sctp ? (dtlsOf(sctp) as object | null | undefined) : undefined;
  return dtls ? use(dtls) : undefined;
}

const peers = createNotes<object, Peer>();

export const peerOf = (object: object): Peer | undefined => peers.get(object);

/** Follows an RTCPeerConnection; `onChannel` is called with each channel that the other side has opened, before the page has it. */
export function followPeer(object: RTCPeerConnection, realm: Realm, onChannel: (event: Event) => void): Peer {
  const known = peers.get(object);
  if (known !== undefined) return known;
  const told = createNotes<Channel, Record<string, unknown>>();
  let isDtlsFollowed = false;

  function tell(): void {
    const t = monotonic();
    for (let at = 0; at < peer.channels.length; at += 1) {
      const channel = peer.channels[at];
      const before = channel && told.get(channel);
      if (before) tellOne(channel.connection, before, t);
    }
    if (isDtlsFollowed) return;
    onDtls(object, (dtls) => {
      isDtlsFollowed = true;
      observeTrusted(dtls as EventTarget, realm)('statechange', tell);
    });
  }

  function tellOne(connection: Connection, before: Record<string, unknown>, t: number): void {
    for (let at = 0; at < LAYERS.length; at += 1) {
      const layer = LAYERS[at] as Layer;
      const name = layer[0];
      const now = layer[1](object);
      if (typeof now !== 'string' || now === (before[name] ?? layer[2])) continue;
      before[name] = now;
      connection.record('state', json({ state: `${name}-${now}` }), t);
      if (now === 'failed') connection.record('error', json({ message: `${name}: failed` }), t);
    }
  }

  const peer: Peer = {
    name: `pc${randomName()}`,
    channels: [],
    isSampled: false,
    add(channel) {
      const list: Channel[] = [];
      for (let at = 0; at < peer.channels.length; at += 1) append(list, peer.channels[at] as Channel);
      append(list, channel);
      peer.channels = list;
      told.set(channel, { __proto__: null });
      tell();
    },
    tell,
  };
  peers.set(object, peer);
  const on = observeTrusted(object, realm);
  for (let at = 0; at < EVENTS.length; at += 1) on(`${EVENTS[at] as string}change`, tell);
  on('datachannel', onChannel);
  return peer;
}

export function forget(peer: Peer, channel: Channel): void {
  const left: Channel[] = [];
  for (let at = 0; at < peer.channels.length; at += 1) {
    const each = peer.channels[at] as Channel;
    if (each !== channel) append(left, each);
  }
  peer.channels = left;
}
