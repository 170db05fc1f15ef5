import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { VIEWER_HEADERS } from './viewer-headers.ts';

/** Something that the viewer's page may ask for. */
export interface Resource {
  type: string;
  /** Begun anew with each request. */
  body(): AsyncIterable<Uint8Array>;
}

export interface ViewerServer {
  /** Leads to the page. Whoever has it can read the recording for as long as the server runs. */
  address: string;
  close(): Promise<void>;
}

export interface Served {
  /** By path as it stands in an address, percent-encoded, without a slash at the beginning. */
  resources: ReadonlyMap<string, Resource>;
  /** Path and query to which the address leads. */
  start: string;
  /** A resource failed while it was sent. */
  onTrouble(error: unknown): void;
}

const HOST = '127.0.0.1';
const TOKEN_BYTES = 24;

/**
 * Serves resources on the loopback, below a path that cannot be guessed: every other page and every other user of this machine reaches
 * the port as well. Requests under another host name come from a page that had its name point here (DNS rebinding).
 */
export async function startViewerServer({ resources, start, onTrouble }: Served): Promise<ViewerServer> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const server = createServer((request, response) => {
    const answer = answerTo(request);
    if (typeof answer === 'number') return refuse(response, answer);
    if (typeof answer === 'string') return redirect(response, answer);
    void send(request, response, answer).catch(onTrouble);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, HOST, resolve);
  });
  const host = `${HOST}:${(server.address() as AddressInfo).port}`;

  /** A status, a place to go to, or what was asked for. */
  function answerTo({ method, headers, url = '' }: IncomingMessage): number | string | Resource {
    if (headers.host !== host) return 421;
    if (method !== 'GET' && method !== 'HEAD') return 405;
    const [path = ''] = url.split('?');
    const [, given = '', ...rest] = path.split('/');
    if (!isSame(given, token)) return 404;
    const name = rest.join('/');
    return name === '' ? `/${token}/${start}` : (resources.get(name) ?? 404);
  }

  return {
    address: `http://${host}/${token}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** In a time that says nothing of where they differ. */
function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...VIEWER_HEADERS, ...(status === 405 ? { allow: 'GET, HEAD' } : {}) });
  response.end();
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { ...VIEWER_HEADERS, location });
  response.end();
}

/** Goes on as the browser takes it. Where the resource fails, the connection breaks, so that nobody takes a part for the whole. */
async function send({ method }: IncomingMessage, response: ServerResponse, { type, body }: Resource): Promise<void> {
  response.writeHead(200, { ...VIEWER_HEADERS, 'content-type': type });
  if (method === 'HEAD') return void response.end();
  try {
    await pipeline(Readable.from(body()), response);
  } catch (error) {
    // The page was closed or loaded anew meanwhile: nothing is wrong.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
