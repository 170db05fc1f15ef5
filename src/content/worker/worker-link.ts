import type { HookCommand } from '../../core/contract/capture.ts';
import type { Link } from '../link.ts';
import { listen, messageData, postTo, startPort } from '../natives.ts';
import { single } from '../single.ts';
import { wordOf, type WorkerStart } from './start.ts';

/** Says something to whoever started this worker; the page there does not see it. */
export const tellOwner = postMessage.bind(globalThis) as unknown as (message: string, options?: object) => void;

/** The way out of a worker: through the realm that started it, to the relay. */
export const workerLink =
  ({ token }: WorkerStart) =>
  (onCommand: (command: HookCommand) => void): Link => {
    const { port1, port2 } = new MessageChannel();
    listen(port1, 'message', (event) => onCommand(messageData(event as MessageEvent) as HookCommand));
    startPort(port1);
    tellOwner(wordOf(token, 'here'), { __proto__: null, transfer: single(port2) });
    return {
      listen: () => undefined,
      post: (message, moved) =>
        moved === undefined
          ? postTo(port1, message)
          : postTo(port1, message, { __proto__: null, transfer: single(moved) }),
      lend: (port) => postTo(port1, { type: 'realm', port }, { __proto__: null, transfer: single(port) }),
      // Nothing passes synchronously out of a worker.
      hand: () => false,
      postNow: () => false,
    };
  };
