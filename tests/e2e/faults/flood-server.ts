import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/** What makes a connection one of ours. */
export const OPENING = JSON.stringify({ command: 'register', publicKey: 'ab'.repeat(32) });

/** The numbers of the frames that come to a server, as they come. */
export function numbersOf(server: WebSocketServer): number[] {
  const numbers: number[] = [];
  server.on('connection', (socket) =>
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) numbers.push(data.readUInt32LE(0));
    }),
  );
  return numbers;
}

/** Takes numbered frames, of which the first four bytes are the number, and knows how many came. */
export async function startSink() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await new Promise((resolve) => server.once('listening', resolve));
  const numbers = numbersOf(server);
  const gone = new Promise<void>((resolve) => server.on('connection', (socket) => socket.on('close', () => resolve())));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    numbers,
    /** Resolves when the page's socket is no more: then all that it ever sent is here. */
    gone,
    close: () =>
      new Promise((resolve) => (server.clients.forEach((client) => client.terminate()), server.close(resolve))),
  };
}

/** Runs in the page: sends numbered frames for as long as it lives, as fast as sockets take them; Chromium ends them where it freezes the page. */
export async function flood({ url, opening, bytes }: { url: string; opening: string; bytes: number }): Promise<void> {
  const open = async (): Promise<WebSocket> => {
    const opened = new WebSocket(url);
    await new Promise((resolve) => (opened.onopen = resolve));
    opened.send(opening);
    opened.onclose = () => void open().then((next) => (socket = next));
    return opened;
  };
  let socket = await open();
  const { port1, port2 } = new MessageChannel();
  let number = 0;
  port2.onmessage = () => {
    const isOpen = socket.readyState === WebSocket.OPEN;
    for (let burst = 0; isOpen && burst < 16 && socket.bufferedAmount < 4_194_304; burst += 1) {
      const frame = new Uint8Array(bytes).fill(97);
      new DataView(frame.buffer).setUint32(0, number++, true);
      socket.send(frame);
    }
    port1.postMessage(0);
  };
  port1.postMessage(0);
}
