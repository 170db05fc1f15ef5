import type { ConnectionPlugin, Payload } from './plugin.ts';

const CAPACITY = 10;

export interface PromisePlugin extends ConnectionPlugin {
  readonly name: 'promise';
  waitForMessage(): Promise<Payload>;
  /** Ends the plugin's work and hands over what nobody has read yet. */
  drain(): Payload[];
}

/** §5.5: at most ten unread messages. */
export function promisePlugin(): PromisePlugin {
  const queue: Payload[] = [];
  let closed: string | undefined;
  let waiter: { resolve(message: Payload): void; reject(error: Error): void } | undefined;
  const closedError = (reason: string): Error => new Error(`The connection was closed. ${reason}`);
  return {
    name: 'promise',
    waitForMessage: () =>
      new Promise((resolve, reject) => {
        const next = queue.shift();
        if (next !== undefined) resolve(next);
        else if (closed !== undefined) reject(closedError(closed));
        else waiter = { resolve, reject };
      }),
    drain: () => queue.splice(0),
    transformIncomingEvent(event) {
      const waiting = waiter;
      if (event.type === 'closed') {
        closed = event.reason;
        waiter = undefined;
        waiting?.reject(closedError(event.reason));
      }
      if (event.type !== 'message') return event;
      waiter = undefined;
      if (waiting) waiting.resolve(event.data);
      else if (queue.length >= CAPACITY) {
        throw new Error(`Queue is full, it reached its maximum length of ${CAPACITY}`);
      } else queue.push(event.data);
      return null;
    },
    transformOutgoingEvent: (event) => event,
  };
}
