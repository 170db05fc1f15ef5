import type { HookMessage } from '../../core/contract/capture.ts';
import type { HookPort } from './hook-port.ts';
import { createRealmRelay, type RealmRelay } from './realm-relay.ts';

/** A page that starts more workers than this has those beyond it unseen. */
const MOST = 128;

/** The hooks in the workers of this document. What comes from there is as little trusted as the page's. */
export interface WorkerRelays {
  /** Takes the port of a hook in a worker. */
  accept(port: MessagePort): void;
  reconnect(): void;
  leave(): void;
  /** The document goes, and its workers with it. */
  end(): void;
}

export function createWorkerRelays(isHeld: () => boolean): WorkerRelays {
  const relays = new Map<MessagePort, RealmRelay>();

  function end(port: MessagePort): void {
    relays.get(port)?.end();
    relays.delete(port);
  }

  function accept(port: MessagePort): void {
    if (!(port instanceof MessagePort) || relays.size >= MOST) return;
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
