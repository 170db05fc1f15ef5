import type { Connection } from '../connection/connection.ts';
import { pongPlugin } from '../connection/pong-plugin.ts';
import { waitForOpen, waitForType } from '../connection/wait.ts';
import type { Environment } from './environment.ts';
import { honestProof, register } from './register.ts';

const LIMIT = 2;

export interface SparePool {
  /** Resolves when both spares are listening. */
  start(): Promise<void>;
  stop(): void;
  /** Ends without closing anything: the peer dies. */
  abandon(): void;
  /** Spares that are registered and wait. */
  readonly listening: number;
}

/** §1.3: two spares, opened one after the other; a handed-over one is replaced at once. */
export function sparePool(env: Environment, url: string, onHandover: (connection: Connection) => void): SparePool {
  const spares = new Set<Connection>();
  let running = false;
  let filling: Promise<void> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const fill = (): Promise<void> => {
    filling ??= fillOneByOne()
      .finally(() => {
        filling = undefined;
      })
      .catch((error: unknown) => {
        later();
        throw error;
      });
    return filling;
  };
  const fillOneByOne = async (): Promise<void> => {
    while (running && spares.size < LIMIT) await addSpare();
  };
  const later = (): void => {
    if (!running) return;
    clearTimeout(retry);
    retry = setTimeout(() => void fill().catch(() => undefined), env.timing.spareReconnect);
  };
  const addSpare = async (): Promise<void> => {
    const connection = env.open(url);
    await waitForOpen(connection, env.timing.openTimeout);
    const pingInterval = await register(connection, env.identity.instance, honestProof(env.random));
    if (!running) return connection.close();
    connection.addPlugin(
      pongPlugin(pingInterval + env.timing.pongSlack, () => env.faults.swallowPings !== true),
      {
        before: 'promise',
      },
    );
    spares.add(connection);
    void listen(connection);
  };
  const listen = async (connection: Connection): Promise<void> => {
    try {
      await waitForType(connection, 'connection_handover');
      connection.removePlugin('pong');
      spares.delete(connection);
      onHandover(connection);
      await fill();
    } catch {
      spares.delete(connection);
      later();
    }
  };

  const abandon = (): void => {
    running = false;
    clearTimeout(retry);
  };

  return {
    start() {
      running = true;
      return fill();
    },
    stop() {
      abandon();
      for (const spare of spares) spare.close();
    },
    abandon,
    get listening() {
      return spares.size;
    },
  };
}
