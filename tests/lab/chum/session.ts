import type { Connection } from '../connection/connection.ts';
import type { PromisePlugin } from '../connection/promise-plugin.ts';
import { waitForClose, waitForMessage } from '../connection/wait.ts';
import type { PeerFaults } from '../peer/faults.ts';
import type { Timing } from '../peer/timing.ts';
import { exporterServices } from './exporter.ts';
import { agreeOnVersion, CHUM_VERSION, importOnce } from './importer.ts';
import { createRpc, type Rpc } from './rpc.ts';
import type { Store } from './store.ts';

export interface ChumSession {
  readonly connection: Connection;
  readonly rpc: Rpc;
  /** Full passes so far. */
  readonly passes: () => number;
  /** Stops asking; resolves when the pass under way is over. */
  quiesce(): Promise<void>;
  /** "Chum ended … normally" (§6.5). */
  end(): void;
}

export interface ChumContext {
  readonly store: Store;
  readonly timing: Timing;
  readonly faults: PeerFaults;
  readonly chunkSize: number;
  onObject(text: string): void;
  onPass(): void;
}

/** §4.3: both say `synchronisation`, each waits for one message, then the RPC takes over. */
export async function startChum(connection: Connection, context: ChumContext): Promise<ChumSession> {
  const { store, timing, faults } = context;
  const rpc = createRpc(connection, {
    blobAsArrayBuffer: () => faults.blobAsArrayBuffer === true,
    muteService: () => faults.muteService,
    onUnknownService: () => serve(),
  });
  const services = exporterServices(store, {
    version: faults.chumVersion ?? CHUM_VERSION,
    chunkSize: context.chunkSize,
    brokenStreams: () => faults.brokenStreams === true,
  });
  const serve = (): void => services.forEach(([id, service]) => rpc.services.set(id, service));
  connection.send('synchronisation');
  await waitForMessage(connection);
  if (faults.startRace === 'lost') await waitForMessage(connection);
  const unread = (connection.plugin('promise') as PromisePlugin).drain();
  connection.removePlugin('promise');
  if (faults.startRace !== 'unknown-service') serve();
  connection.onMessage((message) => rpc.handle(message));
  for (const message of unread) rpc.handle(message);

  let errors = 0;
  let passes = 0;
  let asking = true;
  let stopAsking = (): void => undefined;
  const stopped = new Promise<void>((resolve) => (stopAsking = resolve));
  const end = (): void => connection.close(`Chum ended [${connection.id}] normally. Error count ${errors}`);
  const run = async (): Promise<void> => {
    await agreeOnVersion(rpc, {
      retry: timing.chumRetry,
      connectionId: connection.id,
      version: CHUM_VERSION,
    });
    while (asking && connection.state.currentState === 'open') {
      errors += await importOnce(rpc, store, (text) => context.onObject(text));
      passes++;
      context.onPass();
      await pause(timing.chumPoll, stopped);
    }
  };
  void waitForClose(connection).then(stopAsking);
  const done = run().catch((error: unknown) =>
    connection.close(`Chum ended [${connection.id}] with error: ${String(error)}`),
  );
  const quiesce = (): Promise<void> => {
    asking = false;
    stopAsking();
    return done;
  };
  return { connection, rpc, passes: () => passes, quiesce, end };
}

async function pause(ms: number, stopped: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([new Promise((resolve) => (timer = setTimeout(resolve, ms))), stopped]);
  clearTimeout(timer);
}
