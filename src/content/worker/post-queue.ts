import { apply, getOwnPropertyDescriptor, isArray, listen, messageData, postTo, startPort } from '../natives.ts';

type Post = (...args: never[]) => unknown;

/** What the page posts to a worker that is on probation: nothing of it may be lost if another worker has to take its place. */
export interface PostQueue {
  /** Stands in for `worker.postMessage(...args)`. */
  post(native: Post, args: unknown[]): unknown;
  /** The worker stays. */
  keep(): void;
  /** This one takes its place, and gets all of it. */
  replace(worker: Worker): void;
}

/** A worker that is sent more than this before it runs is not replaced any more. */
const MOST_COPIES = 1000;

/**
 * Messages go to the worker at once, and a copy of each waits in a channel. What is transferred cannot be in two places: from the first such
 * message on they wait in the channel only, and go on to whichever worker stays.
 */
export function createPostQueue(worker: Worker, onFull: () => void): PostQueue {
  const { port1, port2 } = new MessageChannel();
  let target = worker;
  let state: 'copying' | 'holding' | 'draining' | 'direct' = 'copying';
  let posted = 0;
  let drained = 0;
  /** Copies of what the worker that stays has already. */
  let delivered = 0;
  let native: Post | undefined;

  listen(port2, 'message', (event) => {
    const { message, list } = messageData(event as MessageEvent) as { message: unknown; list: unknown[] | undefined };
    drained += 1;
    if (drained > delivered) send(message, list);
    if (drained === posted) finish();
  });

  function send(message: unknown, list: unknown[] | undefined): void {
    if (native === undefined) return;
    try {
      apply(native, target, list === undefined ? [message] : [message, { __proto__: null, transfer: many(list) }]);
    } catch {
      // What the channel took, a worker takes.
    }
  }

  function finish(): void {
    state = 'direct';
    port1.close();
  }

  function drain(): void {
    if (posted <= delivered) return finish();
    state = 'draining';
    startPort(port2);
  }

  function enqueue(args: unknown[]): void {
    const list = transferred(args);
    const message = args.length > 0 ? args[0] : undefined;
    postTo(port1, { message, list }, list === undefined ? undefined : { __proto__: null, transfer: many(list) });
    posted += 1;
  }

  return {
    post(given, args) {
      native = given;
      if (state === 'copying' && (args.length < 2 || args[1] === undefined)) {
        const result: unknown = apply(given, worker, args);
        enqueue(args);
        delivered = posted;
        if (posted > MOST_COPIES) onFull();
        return result;
      }
      if (state === 'direct') return apply(given, target, args) as unknown;
      if (state === 'copying') state = 'holding';
      enqueue(args);
      return undefined;
    },
    keep: drain,
    replace(other) {
      target = other;
      delivered = 0;
      drain();
    },
  };
}

/** The page's list of transfers, read once. */
function transferred(args: unknown[]): unknown[] | undefined {
  const given = args.length > 1 ? args[1] : undefined;
  if (typeof given !== 'object' || given === null) return undefined;
  const list: unknown = isArray(given) ? given : (given as { transfer?: unknown }).transfer;
  if (!isArray(list)) return undefined;
  const own: unknown[] = [];
  for (let at = 0; at < list.length; at += 1) own[at] = getOwnPropertyDescriptor(list, at)?.value as unknown;
  return own;
}

const iteratorKey = Symbol.iterator;

/** The list with an iterator of its own. */
function many(list: unknown[]): Iterable<unknown> {
  let at = 0;
  const next = (): object => ({ __proto__: null, done: at >= list.length, value: at < list.length ? list[at++] : at });
  return { __proto__: null, [iteratorKey]: () => ({ __proto__: null, next }) } as unknown as Iterable<unknown>;
}
