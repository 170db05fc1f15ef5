import type { HookMessage } from '../../core/contract/capture.ts';
import { randomName } from '../../core/trace/random-name.ts';
import { recordPage } from '../../core/trace/record-page.ts';
import { checkedPage } from './checked-page.ts';
import type { HookPort } from './hook-port.ts';
import { createBatchQueue } from './queue.ts';
import { createRecorderLink } from './recorder-link.ts';
import { extensionRuntime } from './runtime.ts';

const MEMORY_BYTES = 16_777_216;

export interface RealmRelayOptions {
  /** Nothing may be sent yet. */
  isHeld(): boolean;
  /** The hook started another realm that has a hook, whose port this is. */
  onRealm(port: MessagePort): void;
}

/** Carries what the hook in a worker says to the recorder, as a realm of the recording of its own. */
export interface RealmRelay {
  hear(message: HookMessage, port: HookPort): void;
  /** The worker is gone: what it has said is sent, and that it went. */
  end(): void;
  reconnect(): void;
  leave(): void;
}

export function createRealmRelay({ isHeld, onRealm }: RealmRelayOptions): RealmRelay {
  const realm = randomName();
  const queue = createBatchQueue(MEMORY_BYTES);
  let hook: HookPort | undefined;
  let capture = true;
  let hasSpoken = false;
  let isGone = false;

  const link = createRecorderLink({
    queue,
    runtime: extensionRuntime,
    hello: () => ({
      type: 'hello',
      realm,
      kind: 'worker',
      url: location.origin,
      title: '',
      userAgent: navigator.userAgent,
      started: performance.timeOrigin,
      probe: Uint8Array.of(1, 2, 3),
      late: false,
    }),
    onCapture(on) {
      if (on !== capture) hook?.post({ type: 'capture', on });
      if (!on) queue.committed(Infinity);
      capture = on;
    },
    onSnapshot: () => undefined,
    onAnew: () => hook?.post({ type: 'capture', on: true }),
    onGone: leave,
    wait: (run, ms) => void setTimeout(run, ms),
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
          if (!capture) return;
          hasSpoken = true;
          queue.add(checkedPage(message.page));
          return isHeld() ? undefined : link.send();
        case 'realm':
          return onRealm(message.port);
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
    end() {
      if (isGone || !capture || !hasSpoken) return;
      const t = performance.timeOrigin + performance.now();
      queue.add(recordPage([{ kind: 'note', conn: 0, t, members: { type: 'navigation', text: 'page gone' } }]));
      link.sendAll();
    },
    reconnect: link.reconnect,
    leave,
  };
}
