import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

export interface SocketServer {
  http: string;
  ws: string;
  /** Frames that arrived at any socket, in order. */
  received: { path: string; data: string | Buffer }[];
  /** Documents and scripts of a test's own, by path. */
  documents: Record<string, string>;
  close(): Promise<void>;
}

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>socket page</title><script>globalThis.firstScript = true;</script>';

/** What a page of ours can be asked to lay down. */
const HEADERS = [
  ['csp', 'content-security-policy'],
  ['coep', 'cross-origin-embedder-policy'],
] as const;

/** A worker of an isolated page must itself ask for that. */
const SCRIPT = { 'cross-origin-embedder-policy': 'require-corp' };

/** So that a script in a folder may serve the whole site. */
const OWN_SCRIPT = { 'service-worker-allowed': '/' };

function headersOf({ searchParams }: URL): Record<string, string> {
  const wanted = HEADERS.filter(([key]) => searchParams.has(key));
  return Object.fromEntries(wanted.map(([key, name]) => [name, searchParams.get(key) ?? '']));
}

/** A page to stand on, and a socket server whose behaviour is named by the path. Loopback, free port. */
export async function startSocketServer(): Promise<SocketServer> {
  const received: SocketServer['received'] = [];
  const documents: SocketServer['documents'] = {};
  const http = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const own = documents[url.pathname];
    if (own !== undefined)
      return answer(response, url.pathname.endsWith('.js') ? 'text/javascript' : 'text/html', own, OWN_SCRIPT);
    if (url.pathname === '/missing.js') return void response.writeHead(404).end();
    if (url.pathname.startsWith('/script/'))
      return answer(response, 'text/javascript', url.searchParams.get('js') ?? 'globalThis.loaded = true;', SCRIPT);
    answer(response, 'text/html', url.searchParams.get('html') ?? PAGE, headersOf(url));
  });
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => [...offered][0] ?? false });
  http.on('upgrade', (request, socket, head) => {
    const path = request.url ?? '/';
    if (path.startsWith('/refuse')) return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (ws) => serve(ws, path, received));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    http: `http://127.0.0.1:${port}`,
    ws: `ws://127.0.0.1:${port}`,
    received,
    documents,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function answer(response: ServerResponse, type: string, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': type, ...headers });
  response.end(body);
}

function serve(socket: WebSocket, path: string, received: SocketServer['received']): void {
  const { pathname, searchParams } = new URL(path, 'ws://x');
  socket.on('message', (data: Buffer, isBinary) => {
    received.push({ path: pathname, data: isBinary ? data : data.toString() });
    if (pathname === '/echo') socket.send(data, { binary: isBinary });
    if (pathname === '/flood') flood(socket, JSON.parse(data.toString()) as Flood);
  });
  if (pathname === '/slow') {
    socket.pause();
    setTimeout(() => socket.resume(), 2500);
  }
  if (pathname === '/close') socket.close(Number(searchParams.get('code')), searchParams.get('reason') ?? '');
  if (pathname === '/drop') socket.terminate();
  if (pathname === '/greet') {
    socket.send('text');
    socket.send(Buffer.from([1, 2, 3]));
    socket.send('bye');
    socket.close(1000, 'greeted');
  }
}

interface Flood {
  count: number;
  size: number;
}

/** Sends as fast as the other side takes it. */
function flood(socket: WebSocket, { count, size }: Flood): void {
  const frame = Buffer.alloc(size, 7);
  let left = count;
  const more = (): void => {
    while (left > 0 && socket.bufferedAmount < 4_194_304) {
      frame.writeUInt32LE(count - left, 0);
      socket.send(frame);
      left -= 1;
    }
    if (left > 0) setImmediate(more);
    else socket.send('done');
  };
  more();
}
