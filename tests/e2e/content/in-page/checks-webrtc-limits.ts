import { describeFunction, thrown, type Checks } from './probes.ts';
import { connected, end, event, pair } from './webrtc-pair.ts';

/** WebRTC §6: the edges of labels, ids and options, and the accounting of what waits to be sent. */
export const webrtcLimitChecks: Checks = {
  'labels, protocols and ids at their edges': () => {
    const { near, far } = pair();
    const create = near.createDataChannel.bind(near) as (...args: unknown[]) => RTCDataChannel;
    const about = (...args: unknown[]): unknown =>
      thrown(() => {
        const { label, protocol, id, negotiated } = create(...args);
        return [label.length, protocol.length, id, negotiated].join(' ');
      });
    const seen = [
      about(''),
      about('x'.repeat(65_535)),
      about('x'.repeat(65_536)),
      about('ü'.repeat(32_768)),
      about('\ud800\u0000\u202e<b>'),
      about(null),
      about(Symbol('x')),
      about('x', { protocol: 'p'.repeat(65_535) }),
      about('x', { protocol: 'p'.repeat(65_536) }),
      ...[0, 1, 1022, 65_534, 65_535, -1, 1.5, NaN].map((id) => about('x', { negotiated: true, id })),
      about('again', { negotiated: true, id: 0 }),
      about('x', { id: 5 }),
      ...[-1, 0, 65_535, 65_536].map((maxRetransmits) => about('x', { maxRetransmits })),
      about('x', null),
      about('x', 5),
    ];
    near.close();
    far.close();
    return seen;
  },
  'options are read once, in their order': () => {
    const { near, far } = pair();
    const asked: string[] = [];
    const options = new Proxy({}, { get: (_, key) => void asked.push(String(key)) });
    near.createDataChannel({ toString: () => (asked.push('label'), 'x') } as unknown as string, options);
    near.close();
    far.close();
    return asked;
  },
  'bufferedAmountLowThreshold and its event': async () => {
    const two = await connected();
    const log: unknown[] = [two.here.bufferedAmountLowThreshold];
    for (const value of [1000, -1, 1.5, 2 ** 32, 'x']) {
      (two.here as { bufferedAmountLowThreshold: unknown }).bufferedAmountLowThreshold = value;
      log.push(two.here.bufferedAmountLowThreshold);
    }
    two.here.bufferedAmountLowThreshold = 500;
    const low = event(two.here, 'bufferedamountlow');
    two.here.send(new Uint8Array(1000));
    log.push(two.here.bufferedAmount);
    two.here.send('grüße');
    log.push(two.here.bufferedAmount);
    const { type, isTrusted, constructor } = await low;
    log.push(type, isTrusted, constructor === Event);
    end(two);
    return log;
  },
  binaryType: async () => {
    const two = await connected();
    const log: unknown[] = [two.here.binaryType];
    for (const value of ['blob', 'arraybuffer', 'nonsense', 5])
      log.push(
        thrown(() => {
          (two.here as { binaryType: unknown }).binaryType = value;
        }),
        two.here.binaryType,
      );
    end(two);
    return log;
  },
  'sending after the end, too much, and what cannot be sent': async () => {
    const two = await connected();
    const send = two.here.send.bind(two.here) as (...args: unknown[]) => void;
    const limit = two.near.sctp?.maxMessageSize ?? 0;
    const detached = new ArrayBuffer(4);
    structuredClone(detached, { transfer: [detached] });
    const seen: unknown[] = [
      limit,
      thrown(() => send(new Uint8Array(limit + 1))),
      two.here.readyState,
      thrown(() => send(detached)),
      thrown(() => send(undefined)),
      thrown(() => structuredClone(two.here)),
    ];
    two.here.close();
    seen.push(
      two.here.readyState,
      thrown(() => send('closing')),
      thrown(() => two.here.close()),
    );
    await event(two.here, 'close');
    seen.push(
      two.here.readyState,
      thrown(() => send('closed')),
      two.here.bufferedAmount,
    );
    end(two);
    return seen;
  },
  'a channel made by nobody': () => [
    thrown(() => new (RTCDataChannel as unknown as new () => RTCDataChannel)()),
    thrown(() => (RTCDataChannel as unknown as () => void)()),
    thrown(() => Reflect.construct(Object, [], RTCDataChannel)),
    describeFunction(RTCDataChannel),
    Object.prototype.toString.call(RTCDataChannel.prototype),
  ],
  'Reflect.construct of peer connections, and of a frame': () => {
    class Other {}
    const made: RTCPeerConnection = Reflect.construct(RTCPeerConnection, [], Other);
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const theirs = frame.contentWindow as Window & typeof globalThis;
    const across = new theirs.RTCPeerConnection();
    const channel = RTCPeerConnection.prototype.createDataChannel.call(across, 'x');
    const seen = [
      Object.getPrototypeOf(made) === Other.prototype,
      made instanceof RTCPeerConnection,
      across instanceof RTCPeerConnection,
      across instanceof theirs.RTCPeerConnection,
      channel instanceof RTCDataChannel,
      channel instanceof theirs.RTCDataChannel,
      String(theirs.RTCPeerConnection),
    ];
    RTCPeerConnection.prototype.close.call(made);
    across.close();
    frame.remove();
    return seen;
  },
};
