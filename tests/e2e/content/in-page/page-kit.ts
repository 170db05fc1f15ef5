import { closed, opened } from './probes.ts';

const KEY = 'ab'.repeat(32);

/** What tests call in the page: a page's own code, as an app would have it. */
const kit = {
  register: JSON.stringify({ command: 'register', publicKey: KEY }),
  request: JSON.stringify({ command: 'communication_request', sourcePublicKey: KEY, targetPublicKey: KEY }),
  opened,
  closed,
  /** An open socket whose first frame says that it is ONE's. */
  async oneSocket(url: string): Promise<WebSocket> {
    const socket = await opened(new WebSocket(url));
    socket.send(kit.register);
    return socket;
  },
  /** Two peer connections of this page that have met; the far one sends back what it gets on channels made before. */
  async meet(near: RTCPeerConnection): Promise<RTCPeerConnection> {
    const far = new RTCPeerConnection();
    near.onicecandidate = ({ candidate }) => void (candidate && far.addIceCandidate(candidate));
    far.onicecandidate = ({ candidate }) => void (candidate && near.addIceCandidate(candidate));
    far.ondatachannel = ({ channel }) => {
      channel.onmessage = ({ data }) => channel.send(data as never);
    };
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription as RTCSessionDescription);
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription as RTCSessionDescription);
    return far;
  },
  happens: (target: EventTarget, type: string): Promise<Event> =>
    new Promise((resolve) => target.addEventListener(type, resolve, { once: true })),
  async echoed(socket: EventTarget, count: number): Promise<void> {
    let left = count;
    await new Promise<void>((resolve) => socket.addEventListener('message', () => (left -= 1) === 0 && resolve()));
  },
  async close(socket: WebSocket): Promise<void> {
    const gone = closed(socket);
    socket.close(1000, 'Close called.');
    await gone;
  },
};

export type PageKit = typeof kit;

declare global {
  var kit: PageKit;
}

Object.defineProperty(globalThis, 'kit', { value: kit, enumerable: false });
