import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { OPENING } from './flood-server.ts';

/** Runs in the page, which nobody watches: one message of `size` bytes each way, and then whether all is as it was. */
async function exchangeGiant({ size, opening }: { size: number; opening: string }): Promise<void> {
  const socket = new WebSocket(location.href.replace('http', 'ws'));
  socket.binaryType = 'arraybuffer';
  const heard = (): Promise<string | ArrayBuffer> =>
    new Promise((resolve) => {
      socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => resolve(data);
    });
  try {
    await new Promise((resolve) => (socket.onopen = resolve));
    socket.send(opening);
    const sent = heard();
    // Letters: what is kept of them crosses the debugger's text as it is.
    socket.send(new Uint8Array(size).fill(97));
    const told = await sent;
    const giant = heard();
    socket.send(`give ${size}`);
    const got = await giant;
    const last = heard();
    socket.send('still there?');
    const answer = await last;
    await fetch('/result', {
      method: 'POST',
      body: JSON.stringify({ told, got: (got as ArrayBuffer).byteLength, answer }),
    });
  } catch (error) {
    await fetch('/result', { method: 'POST', body: JSON.stringify({ error: String(error) }) });
  }
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const part of request) body += String(part);
  return body;
};

/** A page that exchanges a giant by itself, and what it says of it. */
export interface Giant {
  url: string;
  result: Promise<unknown>;
  close(): void;
}

export async function startGiant(size: number): Promise<Giant> {
  let report: (result: unknown) => void;
  const result = new Promise((resolve) => (report = resolve));
  const script = `(${String(exchangeGiant)})(${JSON.stringify({ size, opening: OPENING })})`;
  const server = createServer((request, response) => {
    if (request.method === 'POST') void bodyOf(request).then((body) => report(JSON.parse(body)));
    response.setHeader('content-type', 'text/html');
    response.end(request.url === '/' ? `<title>Giant</title><script>${script}</script>` : '');
  });
  const sockets = new WebSocketServer({ server, maxPayload: 2 ** 31 - 1, perMessageDeflate: false });
  sockets.on('connection', (socket) =>
    socket.on('message', (data: Buffer, isBinary) => {
      const text = isBinary ? '' : String(data);
      if (isBinary) socket.send(String(data.length));
      else if (text.startsWith('give ')) socket.send(Buffer.alloc(Number(text.slice(5)), 97));
      else if (text !== OPENING) socket.send('still there');
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    result,
    close: () => {
      sockets.clients.forEach((client) => client.terminate());
      server.closeAllConnections();
      server.close();
    },
  };
}
