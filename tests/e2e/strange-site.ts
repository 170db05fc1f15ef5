import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site on the loopback that ONE Trace does not come with: of 127.0.0.0/8 the manifest names 127.0.0.1 alone. */
export interface StrangeSite {
  origin: string;
  url: string;
  close(): Promise<void>;
}

export async function startStrangeSite(): Promise<StrangeSite> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<title>Strange</title><p>A page of another site'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve));
  const origin = `http://127.0.0.2:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: `${origin}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
