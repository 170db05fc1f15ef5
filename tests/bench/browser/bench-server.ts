import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

export interface BenchServer {
  url: string;
  close(): Promise<void>;
}

/** So many frames of that size, or so long. */
export interface FloodOrder {
  size: number;
  count?: number;
  seconds?: number;
}

const PAGE = '<!doctype html><meta charset="utf-8"><title>bench</title>';
/** What may wait in Node: more than any browser takes at once, and no more. */
const WAITING_BYTES = 4_194_304;

/**
 * A page, and sockets that play the comm server's part: `communication_request` is answered, so that the connection is recorded; then the
 * socket drops what it is sent, or returns it where {"echo":true} came first. `/flood/NAME?…` sends frames down the socket `/NAME` as
 * fast as they are taken, and is answered with their number.
 */
export async function startBenchServer(): Promise<BenchServer> {
  const named = new Map<string, WebSocket>();
  const http = createServer((request, response) => void answer(request, response, named));
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  sockets.on('connection', (socket, { url = '/' }) => {
    named.set(url, socket);
    socket.on('close', () => named.delete(url));
    serve(socket);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  named: ReadonlyMap<string, WebSocket>,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bench');
  const socket = pathname.startsWith('/flood/') ? named.get(pathname.slice('/flood'.length)) : undefined;
  if (socket === undefined) {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(PAGE);
    return;
  }
  const order = JSON.parse(searchParams.get('order') ?? '{}') as FloodOrder;
  response.end(String(await flood(socket, order)));
}

function serve(socket: WebSocket): void {
  let isEcho = false;
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      if (isEcho) socket.send(data);
      return;
    }
    const order = JSON.parse(data.toString()) as { command?: string; echo?: boolean };
    if (order.command !== undefined) socket.send('{"command":"communication_ready"}');
    else isEcho = order.echo === true;
  });
}

/** @returns how many frames were sent */
function flood(socket: WebSocket, { size, count = Infinity, seconds = Infinity }: FloodOrder): Promise<number> {
  const frame = Buffer.alloc(size, 7);
  const end = performance.now() + seconds * 1000;
  let sent = 0;
  return new Promise((resolve) => {
    const more = (): void => {
      while (sent < count && socket.bufferedAmount < WAITING_BYTES) {
        frame.writeUInt32LE(sent, 0);
        socket.send(frame);
        sent += 1;
      }
      if (sent >= count || performance.now() >= end || socket.readyState !== socket.OPEN) resolve(sent);
      else setImmediate(more);
    };
    more();
  });
}
