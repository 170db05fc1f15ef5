import { describeFunction, describeProperties, thrown, type Checks } from './probes.ts';
import { connected, end, event, members, negotiate, pair } from './webrtc-pair.ts';

export const webrtcChecks: Checks = {
  RTCPeerConnection: () => describeFunction(RTCPeerConnection),
  'members of RTCPeerConnection.prototype': () => describeProperties(RTCPeerConnection.prototype),
  'statics of RTCPeerConnection': () => describeProperties(RTCPeerConnection),
  'members of RTCDataChannel.prototype': () => describeProperties(RTCDataChannel.prototype),
  'the global properties': () =>
    ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel'].map((name) => {
      const found = Object.getOwnPropertyDescriptor(globalThis, name);
      return [name, { ...found, value: undefined }, found?.value === RTCPeerConnection];
    }),
  'prototype chain of a peer connection': () => {
    const peer = new RTCPeerConnection();
    const seen = [
      peer instanceof RTCPeerConnection,
      peer.constructor === RTCPeerConnection,
      Object.getPrototypeOf(peer) === RTCPeerConnection.prototype,
      Object.getPrototypeOf(RTCPeerConnection) === EventTarget,
      Object.prototype.toString.call(peer),
      Reflect.ownKeys(peer),
    ];
    peer.close();
    return seen;
  },
  'a peer connection made wrongly': () => [
    thrown(() => (RTCPeerConnection as unknown as () => void)()),
    thrown(() => new RTCPeerConnection({ iceServers: [{ urls: 'nonsense:x' }] })),
    thrown(() => new RTCPeerConnection(5 as unknown as RTCConfiguration)),
  ],
  'the configuration is read once': () => {
    const log: string[] = [];
    const configuration = new Proxy({}, { get: (_, key) => void log.push(String(key)) });
    new RTCPeerConnection(configuration).close();
    return log;
  },
  'a subclass of RTCPeerConnection': () => {
    class Mine extends RTCPeerConnection {
      extra = 3;
      override createDataChannel(label: string): RTCDataChannel {
        return super.createDataChannel(`${label}!`);
      }
    }
    const mine = new Mine();
    const seen = [
      mine instanceof Mine,
      mine instanceof RTCPeerConnection,
      mine.extra,
      mine.createDataChannel('x').label,
    ];
    mine.close();
    return [...seen, Object.getPrototypeOf(mine) === Mine.prototype];
  },
  'channels created wrongly': () => {
    const peer = new RTCPeerConnection();
    const create = peer.createDataChannel.bind(peer) as (...args: unknown[]) => RTCDataChannel;
    const seen = [
      thrown(() => create()),
      thrown(() => create('x', { maxRetransmits: 1, maxPacketLifeTime: 1 })),
      thrown(() => create('x', { negotiated: true })),
      thrown(() => create('x', { negotiated: true, id: 65_535 })),
      thrown(() => RTCPeerConnection.prototype.createDataChannel.call({} as RTCPeerConnection, 'x')),
    ];
    peer.close();
    return [...seen, thrown(() => create('late'))];
  },
  'sending wrongly': () => {
    const peer = new RTCPeerConnection();
    const channel = peer.createDataChannel('x');
    const send = channel.send.bind(channel) as (...args: unknown[]) => void;
    const seen = [
      thrown(() => send('early')),
      thrown(() => send()),
      thrown(() => Reflect.apply(RTCDataChannel.prototype.send, {}, ['x']) as unknown),
      thrown(() => RTCDataChannel.prototype.close.call({} as RTCDataChannel)),
      thrown(() => RTCPeerConnection.prototype.close.call({} as RTCPeerConnection)),
    ];
    peer.close();
    return seen;
  },
  'what a channel says of itself, on both sides': async () => {
    const options = [{}, { ordered: false, maxRetransmits: 3 }, { maxPacketLifeTime: 100, protocol: 'one' }];
    const seen: unknown[] = [];
    for (const option of options) {
      const two = await connected(option);
      seen.push(members(two.here), members(two.there));
      end(two);
    }
    return seen;
  },
  'negotiated channels': async () => {
    const two = pair();
    const own = [two.near, two.far].map((peer) => peer.createDataChannel('both', { negotiated: true, id: 7 }));
    const open = Promise.all(own.map((channel) => event(channel, 'open')));
    let received = 0;
    two.far.ondatachannel = () => (received += 1);
    await negotiate(two);
    await open;
    const answer = event<MessageEvent<unknown>>(own[1] as RTCDataChannel, 'message');
    own[0]?.send('hello');
    const seen = [...own.map(members), (await answer).data, received];
    end(two);
    return seen;
  },
};
