import type { Socket, SocketEvents } from './socket.ts';

const STATES: readonly string[] = ['connecting', 'open', 'closing', 'closed'];

/** SCTP "user initiated abort": the other side has closed its RTCPeerConnection. */
const ABORT = 12;

/**
 * A data channel shaped like the WebSocket that the library's Connection expects. It closes without code and text: an orderly end counts as
 * 1000, a peer connection that was closed over there as 1001, a broken one as 1006.
 */
export function channelSocket(channel: RTCDataChannel, url: string): Socket & { readonly channel: RTCDataChannel } {
  let code = 1000;
  const wrapped = new Map<unknown, EventListener>();
  channel.addEventListener('error', ({ error }) => {
    code = (error as RTCError | undefined)?.sctpCauseCode === ABORT ? 1001 : 1006;
  });
  const passOn = (type: string, listener: (event: never) => void): EventListener => {
    const known = wrapped.get(listener);
    if (known) return known;
    const pass: EventListener = (event) => {
      const close = { code, reason: '', wasClean: code === 1000 };
      const given: SocketEvents[keyof SocketEvents] = type === 'close' ? close : event;
      listener(given as never);
    };
    wrapped.set(listener, pass);
    return pass;
  };
  return {
    channel,
    url,
    get binaryType() {
      return channel.binaryType;
    },
    set binaryType(type) {
      channel.binaryType = type;
    },
    get readyState() {
      return STATES.indexOf(channel.readyState);
    },
    get bufferedAmount() {
      return channel.bufferedAmount;
    },
    send: (data) => channel.send(data as never),
    close: () => channel.close(),
    addEventListener: (type, listener) => channel.addEventListener(type, passOn(type, listener)),
    removeEventListener: (type, listener) => channel.removeEventListener(type, passOn(type, listener)),
  };
}
