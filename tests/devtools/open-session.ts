import { effect } from '@preact/signals';
import type { TraceStore } from '../../src/core/store/store.ts';
import type { DecoderClient } from '../../src/devtools/state/decoder-client.ts';
import { createSession, type Session } from '../../src/devtools/state/session.ts';
import { captureOf, openDecoder } from './open-decoder.ts';

export interface Opened {
  decoder: DecoderClient;
  session: Session;
}

/** A session with a capture open and read to its end. */
export async function openSession(name: string, store?: TraceStore): Promise<Opened> {
  const decoder = openDecoder(store);
  const session = createSession(decoder);
  session.open({ kind: 'file', file: await captureOf(name), name, salvage: false }, name);
  await settled(session);
  return { decoder, session };
}

/** Everything is read, and the model has said what it says of it. */
export function settled(session: Session): Promise<void> {
  return until(
    () => session.opened.value !== undefined && !session.pending.value && session.report.value.connections.length > 0,
  );
}

/** Resolves once a condition over signals holds. */
export function until(is: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    // Later: an effect cannot end itself while it first runs.
    const finish = (): void => {
      undo();
      resolve();
    };
    const undo = effect(() => {
      if (is()) queueMicrotask(finish);
    });
  });
}
