import type { GapRealm } from '../../core/gaps/gap-text.ts';
import type { HookPort } from './hook-port.ts';
import { createRealmRelay, type RealmRelay } from './realm-relay.ts';
import { portLine, type WorkerLine } from './worker-line.ts';

/** A page that has more workers than this at a time has those beyond it unseen, which is told of each up to another bound. */
const MOST = 128;
const MOST_TOLD = 1000;

/** The hooks in the workers of this document. What comes from there is as little trusted as the page's. */
export interface WorkerRelays {
  /** Takes the port of a hook in a worker. */
  accept(port: MessagePort): void;
  /** The same for one that has no port. */
  take(line: WorkerLine): void;
  reconnect(): void;
  leave(): void;
  /** The document goes, and its workers with it. */
  end(): void;
}

/** `refused` is called for each worker that is one too many; `started` where a hook in a worker saw another one start. */
export function createWorkerRelays(
  isHeld: () => boolean,
  refused: () => void,
  started: (realm: GapRealm, url: string) => void,
): WorkerRelays {
  let told = 0;
  const relays = new Map<WorkerLine, RealmRelay>();

  function end(line: WorkerLine, isForGood = false): void {
    relays.get(line)?.end(isForGood);
    relays.delete(line);
  }

  /** Its hook would keep what it sees for nobody. */
  function refuse(line: WorkerLine): void {
    line.post({ type: 'detach' });
    if (told >= MOST_TOLD) return;
    told += 1;
    refused();
  }

  function accept(port: MessagePort): void {
    if (port instanceof MessagePort) take(portLine(port));
  }

  function take(line: WorkerLine): void {
    if (relays.size >= MOST) return refuse(line);
    const relay = createRealmRelay({ isHeld, onRealm: accept, started });
    const link: HookPort = { post: line.post };
    let received = -1;
    relays.set(line, relay);
    line.listen((data) => {
      if (data.type === 'page') {
        if (!(data.n > received)) return;
        received = data.n;
        link.post({ type: 'got', n: received });
      }
      relay.hear(data, link);
    });
    line.onGone?.(() => end(line));
    link.post({ type: 'hello', tail: '', direct: false });
  }

  return {
    accept,
    take,
    reconnect: () => relays.forEach((relay) => relay.reconnect()),
    leave: () => relays.forEach((relay) => relay.leave()),
    end: () => [...relays.keys()].forEach((line) => end(line, true)),
  };
}
