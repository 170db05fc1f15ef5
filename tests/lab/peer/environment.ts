import { Connection } from '../connection/connection.ts';
import type { Socket, SocketConstructor } from '../connection/socket.ts';
import { type ConnectionTap } from '../connection/tap.ts';
import type { Random } from '../crypto/random.ts';
import type { PeerFaults } from './faults.ts';
import type { Identity } from './identity.ts';
import type { Timing } from './timing.ts';

/** What every part of a peer shares. */
export interface Environment {
  readonly name: string;
  readonly identity: Identity;
  readonly timing: Timing;
  readonly random: Random;
  readonly faults: PeerFaults;
  /** Opens a socket and wraps it; throws what the constructor throws. */
  open(url: string): Connection;
  adopt(socket: Socket, url: string): Connection;
  /** Every Connection ever made, oldest first. */
  readonly connections: readonly Connection[];
}

export type TapFactory = (socket: Socket, url: string) => ConnectionTap;

export function createEnvironment(
  parts: Pick<Environment, 'name' | 'identity' | 'timing' | 'random' | 'faults'>,
  webSocket: () => SocketConstructor,
  tap: TapFactory,
): Environment {
  const connections: Connection[] = [];
  const adopt = (socket: Socket, url: string): Connection => {
    const connection = new Connection(socket, tap(socket, url));
    connections.push(connection);
    return connection;
  };
  const open = (url: string): Connection => adopt(new (webSocket())(url), url);
  return { ...parts, connections, open, adopt };
}
