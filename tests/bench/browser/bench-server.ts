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
/** What may be on its way to the page. Firefox takes whatever comes and keeps it: only the page can tell how fast it is. */
const WINDOW_BYTES = 4_194_304;

/** The page says after how many frames it has taken them: an eighth of what may be on its way. */
export const stepOf = ({ size }: FloodOrder): number => Math.ceil(WINDOW_BYTES / 8 / size);

/** A socket, and who wants to know that the page has taken frames that came by it. */
interface Named {
  socket: WebSocket;
  taken(frames: number): void;
}

/**
 * A page, and sockets that play the comm server's part: `communication_request` is answered, so that the connection is recorded; then the
 * socket drops what it is sent, or returns it where {"echo":true} came first. `/flood/NAME?…` sends frames down the socket `/NAME` as
 * fast as the page takes them, which it tells by another socket, `/NAME/taken`; the answer is their number.
 */
export async function startBenchServer(): Promise<BenchServer> {
  const named = new Map<string, Named>();
  const http = createServer((request, response) => void answer(request, response, named));
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  sockets.on('connection', (socket, { url = '/' }) => {
    if (url.endsWith('/taken')) {
      socket.on('message', (count: Buffer) =>
        named.get(url.slice(0, -'/taken'.length))?.taken(Number(count.toString())),
      );
      return;
    }
    named.set(url, { socket, taken: () => undefined });
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
  named: ReadonlyMap<string, Named>,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bench');
  const target = pathname.startsWith('/flood/') ? named.get(pathname.slice('/flood'.length)) : undefined;
  if (target === undefined) {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(PAGE);
    return;
  }
  const order = JSON.parse(searchParams.get('order') ?? '{}') as FloodOrder;
  response.end(String(await flood(target, order)));
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
function flood(target: Named, order: FloodOrder): Promise<number> {
  const { size, count = Infinity, seconds = Infinity } = order;
  const frame = Buffer.alloc(size, 7);
  const end = performance.now() + seconds * 1000;
  let sent = 0;
  return new Promise((resolve) => {
    target.taken = (taken) => {
      if (performance.now() >= end) return resolve(sent);
      const most = Math.min(count, taken + stepOf(order) * 8);
      for (; sent < most; sent += 1) {
        frame.writeUInt32LE(sent, 0);
        target.socket.send(frame);
      }
      if (sent >= count) resolve(sent);
    };
    target.taken(0);
  });
}
