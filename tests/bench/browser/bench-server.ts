import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

export interface BenchServer {
  url: string;
  close(): Promise<void>;
}

const PAGE = '<!doctype html><meta charset="utf-8"><title>bench</title>';

/**
 * A page, and a socket that plays the comm server's part: `communication_request` is answered, so that the connection is recorded,
 * and then what the page asks for: {"flood":{count,size}} sends frames as fast as they are taken, {"echo":true} returns each frame.
 */
export async function startBenchServer(): Promise<BenchServer> {
  const http = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(PAGE);
  });
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  sockets.on('connection', serve);
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

type Order = { flood: { count: number; size: number } } | { echo: true } | { drop: true };

function serve(socket: WebSocket): void {
  let echo = false;
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      if (echo) socket.send(data);
      return;
    }
    const order = JSON.parse(data.toString()) as Order | { command: string };
    if ('command' in order) socket.send('{"command":"communication_ready"}');
    else if ('flood' in order) flood(socket, order.flood.count, order.flood.size);
    else echo = 'echo' in order;
  });
}

function flood(socket: WebSocket, count: number, size: number): void {
  const frame = Buffer.alloc(size, 7);
  let left = count;
  const more = (): void => {
    while (left > 0 && socket.bufferedAmount < 4_194_304) {
      frame.writeUInt32LE(left, 0);
      socket.send(frame);
      left -= 1;
    }
    if (left > 0) setImmediate(more);
  };
  more();
}
