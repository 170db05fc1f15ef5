export interface Pair {
  near: RTCPeerConnection;
  far: RTCPeerConnection;
}

/** Two peer connections of this page; what they say to each other is passed on at once. */
export function pair(): Pair {
  const near = new RTCPeerConnection();
  const far = new RTCPeerConnection();
  near.onicecandidate = ({ candidate }) => void (candidate && far.addIceCandidate(candidate));
  far.onicecandidate = ({ candidate }) => void (candidate && near.addIceCandidate(candidate));
  return { near, far };
}

export async function negotiate({ near, far }: Pair): Promise<void> {
  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription as RTCSessionDescription);
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription as RTCSessionDescription);
}

export const event = <T extends Event>(target: EventTarget, type: string): Promise<T> =>
  new Promise((resolve) => target.addEventListener(type, (found) => resolve(found as T), { once: true }));

export async function connected(
  options?: RTCDataChannelInit,
): Promise<Pair & { here: RTCDataChannel; there: RTCDataChannel }> {
  const two = pair();
  const here = two.near.createDataChannel('one', options);
  const open = event(here, 'open');
  const received = new Promise<RTCDataChannel>((resolve) => {
    // Not after the event of `here`, which may come before or after this one.
    two.far.ondatachannel = ({ channel }) => void event(channel, 'open').then(() => resolve(channel));
  });
  await negotiate(two);
  const there = await received;
  await open;
  two.far.ondatachannel = null;
  there.binaryType = 'arraybuffer';
  return { ...two, here, there };
}

export const end = ({ near, far }: Pair): void => (near.close(), far.close());

export const members = (channel: RTCDataChannel): unknown => {
  const { label, protocol, ordered, maxPacketLifeTime, maxRetransmits, negotiated, id, readyState } = channel;
  return { label, protocol, ordered, maxPacketLifeTime, maxRetransmits, negotiated, id, readyState };
};

export const logging = (log: unknown[], channel: RTCDataChannel): void => {
  for (const type of ['open', 'message', 'closing', 'close', 'error'] as const) {
    const note = (how: string) => (found: Event) =>
      log.push([how, type, channel.readyState, found.isTrusted, found.eventPhase].join(' '));
    channel[`on${type}`] = note('handler');
    channel.addEventListener(type, note('capturing'), true);
    channel.addEventListener(type, note('listener'));
  }
};

/** Of a channel that the other side closes, Chromium leaves `closing` out where `closed` has come in the meantime. */
export const withoutClosing = (log: readonly unknown[]): unknown[] =>
  log.filter((line) => !String(line).includes(' closing closing '));

export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));
