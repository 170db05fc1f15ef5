import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Collector {
  /** Of its OTLP/HTTP endpoint, without a path. */
  url: string;
  /** Bodies in the order in which they came. */
  taken: { headers: IncomingHttpHeaders; body: string }[];
  close(): Promise<void>;
}

/** Takes traces as an OpenTelemetry collector does, and allows no page of another origin to read its answers. */
export async function startCollector(): Promise<Collector> {
  const taken: Collector['taken'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const isTraces = request.method === 'POST' && request.url === '/v1/traces';
      if (isTraces) taken.push({ headers: request.headers, body });
      response.writeHead(isTraces ? 200 : 404, { 'Content-Type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
