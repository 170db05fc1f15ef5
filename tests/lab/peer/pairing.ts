import type { Connection } from '../connection/connection.ts';
import { field, waitForType } from '../connection/wait.ts';
import { randomString } from '../crypto/random.ts';
import type { Environment } from './environment.ts';
import { publicIdentity, type PublicIdentity } from './identity.ts';
import { never } from './never.ts';

export interface TokenOptions {
  /** milliseconds; default Timing.pairingExpiry */
  readonly expiry?: number;
  /** the inviter's person the token is for; another one makes "…was not generated for the requested person" */
  readonly personId?: string;
}

export interface Pairing {
  createToken(options?: TokenOptions): string;
  /** Resolves when the token's timer has struck. */
  expired(token: string): Promise<void>;
  /** Initiator. */
  begin(connection: Connection, token: string): Promise<PublicIdentity>;
  /** Inviter. */
  accept(connection: Connection): Promise<PublicIdentity>;
  stop(): void;
}

/** §4.1 */
export function createPairing(env: Environment, ownUrl: () => string | undefined): Pairing {
  const tokens = new Map<string, { personId: string; timer: ReturnType<typeof setTimeout>; expired: Promise<void> }>();
  const sendIdentity = (connection: Connection): void =>
    connection.send(JSON.stringify({ command: 'identity', obj: publicIdentity(env.identity, ownUrl()) }));
  const receiveIdentity = async (connection: Connection): Promise<PublicIdentity> =>
    (await waitForType(connection, 'identity'))['obj'] as PublicIdentity;

  return {
    createToken({ expiry = env.timing.pairingExpiry, personId = env.identity.personId } = {}) {
      const token = randomString(env.random);
      let strike = (): void => undefined;
      const expired = new Promise<void>((resolve) => (strike = resolve));
      const timer = setTimeout(() => {
        tokens.delete(token);
        strike();
      }, expiry);
      tokens.set(token, { personId, timer, expired });
      return token;
    },
    expired: (token) => tokens.get(token)?.expired ?? Promise.resolve(),
    async begin(connection, token) {
      try {
        connection.send(JSON.stringify({ command: 'authentication_token', token }));
        const remote = await receiveIdentity(connection);
        sendIdentity(connection);
        connection.close();
        return remote;
      } catch (error) {
        connection.close((error as Error).message);
        throw error;
      }
    },
    async accept(connection) {
      try {
        const token = field(await waitForType(connection, 'authentication_token'), 'token');
        const known = tokens.get(token);
        if (!known) throw new Error('Authentication token is not existing.');
        if (known.personId !== env.identity.personId) {
          throw new Error('The authentication token was not generated for the requested person.');
        }
        if (env.faults.withholdIdentity) await never();
        sendIdentity(connection);
        const remote = await receiveIdentity(connection);
        clearTimeout(known.timer);
        tokens.delete(token);
        return remote;
      } catch (error) {
        connection.close(String(error));
        throw error;
      }
    },
    stop() {
      for (const { timer } of tokens.values()) clearTimeout(timer);
    },
  };
}
