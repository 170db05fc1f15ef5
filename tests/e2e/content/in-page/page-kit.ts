import { closed, opened } from './probes.ts';

const KEY = 'ab'.repeat(32);

/** What tests call in the page: a page's own code, as an app would have it. */
const kit = {
  register: JSON.stringify({ command: 'register', publicKey: KEY }),
  opened,
  closed,
  /** An open socket whose first frame says that it is ONE's. */
  async oneSocket(url: string): Promise<WebSocket> {
    const socket = await opened(new WebSocket(url));
    socket.send(kit.register);
    return socket;
  },
  async echoed(socket: WebSocket, count: number): Promise<void> {
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
