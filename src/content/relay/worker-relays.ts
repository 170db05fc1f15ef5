import type { HookCommand, HookMessage } from '../../core/contract/capture.ts';
import type { HookPort } from './hook-port.ts';
import { createRealmRelay, type RealmRelay } from './realm-relay.ts';

/** A page that has more workers than this at a time has those beyond it unseen, which is told of each up to another bound. */
const MOST = 128;
const MOST_TOLD = 1000;

/** The hooks in the workers of this document. What comes from there is as little trusted as the page's. */
export interface WorkerRelays {
  /** Takes the port of a hook in a worker. */
  accept(port: MessagePort): void;
  reconnect(): void;
  leave(): void;
  /** The document goes, and its workers with it. */
  end(): void;
}

/** `refused` is called for each worker that is one too many. */
export function createWorkerRelays(isHeld: () => boolean, refused: () => void): WorkerRelays {
  let told = 0;
  const relays = new Map<MessagePort, RealmRelay>();

  function end(port: MessagePort): void {
    relays.get(port)?.end();
    relays.delete(port);
  }

  /** Its hook would keep what it sees for nobody. */
  function refuse(port: MessagePort): void {
    port.postMessage({ type: 'detach' } satisfies HookCommand);
    if (told >= MOST_TOLD) return;
    told += 1;
    refused();
  }

  function accept(port: MessagePort): void {
    if (!(port instanceof MessagePort)) return;
    if (relays.size >= MOST) return refuse(port);
    const relay = createRealmRelay({ isHeld, onRealm: accept });
    const link: HookPort = { post: (command) => port.postMessage(command) };
    let received = -1;
    relays.set(port, relay);
    port.onmessage = ({ data }: MessageEvent<HookMessage>) => {
      if (data.type === 'page') {
        if (!(data.n > received)) return;
        received = data.n;
        link.post({ type: 'got', n: received });
      }
      relay.hear(data, link);
    };
    // Fires when the worker was terminated or closed itself.
    port.addEventListener('close', () => end(port));
    link.post({ type: 'hello', tail: '', direct: false });
  }

  return {
    accept,
    reconnect: () => relays.forEach((relay) => relay.reconnect()),
    leave: () => relays.forEach((relay) => relay.leave()),
    end: () => [...relays.keys()].forEach(end),
  };
}
