import { type AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket as NodeWebSocket } from 'ws';
import { Connection } from '../connection/connection.ts';
import type { Socket } from '../connection/socket.ts';
import { waitForJson } from '../connection/wait.ts';
import { newKeyPair } from '../crypto/key-pair.ts';
import { systemRandom, type Random } from '../crypto/random.ts';
import { authenticate } from './authenticate.ts';
import { readFirstMessage, type KeyPairOfHex } from './client-message.ts';
import { pingPlugin, type PingPlugin } from './ping-plugin.ts';
import { relay, type Interceptor } from './relay.ts';
import { spareList } from './spare-list.ts';

export interface CommServerOptions {
  readonly port?: number;
  readonly pingInterval?: number;
  readonly pongTimeout?: number;
  readonly random?: Random;
  /** promises pings and sends none, so that the client gives up */
  readonly neverPings?: boolean;
}

export interface CommServer {
  readonly url: string;
  /** Faults on the wire between two relayed peers. */
  intercept: Interceptor;
  /** Keeps dead spares listed (`comm.stale-spare`). */
  keepDeadSpares: boolean;
  spares(publicKey: string): number;
  /** Orderly end: spares "Close called.", relayed sockets 1005 (§1.4). */
  stop(): Promise<void>;
  /** Crash: every socket 1006. */
  kill(): Promise<void>;
}

export async function startCommServer(options: CommServerOptions = {}): Promise<CommServer> {
  const { pingInterval = 25_000, pongTimeout = 1_000, random = systemRandom } = options;
  const keys = newKeyPair(random);
  const relayed = new Set<Socket>();
  const clients = new Set<NodeWebSocket>();
  const wss = new WebSocketServer({ host: '127.0.0.1', port: options.port ?? 0 });
  await new Promise((resolve) => wss.once('listening', resolve));
  const spares = spareList(() => server.keepDeadSpares);

  const server: CommServer = {
    url: `ws://127.0.0.1:${(wss.address() as AddressInfo).port}`,
    intercept: ({ data }) => data,
    keepDeadSpares: false,
    spares: spares.count,
    async stop() {
      for (const spare of spares.all()) spare.close();
      for (const socket of relayed) socket.close();
      wss.close();
    },
    async kill() {
      for (const client of clients) client.terminate();
      await new Promise((resolve) => wss.close(resolve));
    },
  };

  wss.on('connection', (client) => {
    clients.add(client);
    client.once('close', () => clients.delete(client));
    const connection = new Connection(client);
    serve(connection).catch((error: unknown) => connection.close((error as Error).message));
  });
  return server;

  async function serve(connection: Connection): Promise<void> {
    const first = readFirstMessage(await waitForJson(connection));
    if (first.command === 'communication_request') return handOver(connection, first);
    await authenticate(connection, first.publicKey, keys, random);
    spares.push(first.publicKey, connection);
    connection.send(JSON.stringify({ command: 'authentication_success', pingInterval }));
    if (!options.neverPings) connection.addPlugin(pingPlugin(pingInterval, pongTimeout), { before: 'promise' });
  }

  async function handOver(dialer: Connection, ends: KeyPairOfHex): Promise<void> {
    const listener = spares.pop(ends.targetPublicKey);
    await (listener.plugin('ping') as PingPlugin | undefined)?.settled();
    if (listener.hasPlugin('ping')) listener.removePlugin('ping');
    listener.send('{"command":"connection_handover"}');
    listener.send(JSON.stringify({ command: 'communication_request', ...keysOf(ends) }));
    const sockets = {
      dialer: dialer.websocketPlugin().release(),
      listener: listener.websocketPlugin().release(),
    };
    relayed.add(sockets.dialer).add(sockets.listener);
    relay(sockets, ends, (frame) => server.intercept(frame));
  }

  function keysOf({ sourcePublicKey, targetPublicKey }: KeyPairOfHex): KeyPairOfHex {
    return { sourcePublicKey, targetPublicKey };
  }
}
