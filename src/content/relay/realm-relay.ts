import type { HookMessage } from '../../core/contract/capture.ts';
import type { GapRealm } from '../../core/gaps/gap-text.ts';
import type { HookPort } from './hook-port.ts';
import { createRealmLink } from './realm-link.ts';

const MEMORY_BYTES = 16_777_216;

export interface RealmRelayOptions {
  /** Nothing may be sent yet. */
  isHeld(): boolean;
  /** The hook started another realm that has a hook, whose port this is. */
  onRealm(port: MessagePort): void;
  /** The hook saw a worker start whose script goes through the filter. */
  started(realm: GapRealm, url: string): void;
}

/** Carries what the hook in a worker says to the recorder, as a realm of the recording of its own. */
export interface RealmRelay {
  hear(message: HookMessage, port: HookPort): void;
  /** The worker is gone, and with `isForGood` its document: what it has said is sent, and that it went. */
  end(isForGood: boolean): void;
  reconnect(): void;
  leave(): void;
}

export function createRealmRelay({ isHeld, onRealm, started }: RealmRelayOptions): RealmRelay {
  let hook: HookPort | undefined;
  let hasSpoken = false;
  let isGone = false;

  const link = createRealmLink({
    memoryBytes: MEMORY_BYTES,
    hello: () => ({ kind: 'worker', url: location.origin, title: '', late: false }),
    tellHook: (command) => hook?.post(command),
    onGone: leave,
    isHeld,
  });

  function leave(): void {
    if (isGone) return;
    isGone = true;
    hook?.post({ type: 'detach' });
  }

  return {
    hear(message, port) {
      hook = port;
      if (isGone) return;
      switch (message.type) {
        case 'page':
          hasSpoken ||= link.captures;
          return link.page(message.page);
        case 'realm':
          return onRealm(message.port);
        case 'started':
          return started(message.realm, message.url);
        case 'unfit':
          return link.unfit(message.why);
        case 'status':
          return link.status(
            {
              evidence: message.detected === undefined ? [] : [{ sign: 'frame', detail: message.detected }],
              otherSockets: message.otherSockets,
              otherBytes: message.otherBytes,
            },
            !isHeld(),
          );
      }
    },
    end(isForGood) {
      if (isGone || !link.captures || !hasSpoken) return;
      link.note({ type: 'navigation', text: 'page gone' }, undefined, false);
      link.sendAll(isForGood);
    },
    reconnect: link.reconnect,
    leave,
  };
}
