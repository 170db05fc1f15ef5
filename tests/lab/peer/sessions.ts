import { startChum, type ChumSession } from '../chum/session.ts';
import type { Store } from '../chum/store.ts';
import type { Connection } from '../connection/connection.ts';
import { createEvent } from '../connection/event.ts';
import type { Chat } from './chat.ts';
import type { Environment } from './environment.ts';

export interface Sessions {
  start(connection: Connection, personId: string): Promise<ChumSession>;
  current(): ChumSession | undefined;
  /** The running session, or the next one. */
  next(): Promise<ChumSession>;
  quiesce(): Promise<void>;
  /** Resolves after the next full pass of the importer. */
  pass(): Promise<void>;
}

export function createSessions(env: Environment, store: Store, chat: Chat, chunkSize: number): Sessions {
  let running: ChumSession | undefined;
  const started = createEvent<ChumSession>();
  const passed = createEvent<void>();
  const once = <T>(event: (listener: (value: T) => void) => () => void): Promise<T> =>
    new Promise((resolve) => {
      const undo = event((value) => {
        undo();
        resolve(value);
      });
    });
  const current = (): ChumSession | undefined =>
    running?.connection.state.currentState === 'open' ? running : undefined;
  return {
    async start(connection, personId) {
      chat.open(personId);
      const session = await startChum(connection, {
        store,
        timing: env.timing,
        faults: env.faults,
        chunkSize,
        onObject: chat.received,
        onPass: () => passed.emit(),
      });
      running = session;
      started.emit(session);
      return session;
    },
    current,
    quiesce: async () => current()?.quiesce(),
    next: async () => current() ?? (await once(started)),
    pass: () => once(passed),
  };
}
